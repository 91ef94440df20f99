package outcry.model.query;

/** Asks a venue for the book of a symbol; the answer is a BookSnapshot. */
public record SnapshotRequest(String symbol) {}
