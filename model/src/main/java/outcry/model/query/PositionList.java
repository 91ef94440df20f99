package outcry.model.query;

import java.util.List;

/** One entry for every account asked for; none is missing. */
public record PositionList(List<AccountPositions> accounts) {}
