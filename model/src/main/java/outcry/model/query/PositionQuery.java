package outcry.model.query;

import java.util.List;

/** Asks for positions; an empty list means every account that is known. */
public record PositionQuery(List<String> accounts) {}
