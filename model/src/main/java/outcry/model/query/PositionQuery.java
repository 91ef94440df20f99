package outcry.model.query;

import java.util.List;

/** Asks for positions; an empty list means every account the verticle knows. */
public record PositionQuery(List<String> accounts) {}
