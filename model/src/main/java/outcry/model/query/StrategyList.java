package outcry.model.query;

import java.util.List;

/** The strategies of a host. */
public record StrategyList(List<StrategyView> strategies) {}
