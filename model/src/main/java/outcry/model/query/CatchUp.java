package outcry.model.query;

/**
 * Asks the owner of a partition for journaled events after a sequence; the answer is a
 * JournalAdvance with at most {@code limit} events, whose sequence is the last one it holds.
 */
public record CatchUp(int partition, long afterSequence, int limit) {}
