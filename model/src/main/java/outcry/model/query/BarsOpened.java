package outcry.model.query;

import java.util.List;
import outcry.model.MarketEvent.Bar;

/** The bars finished before the subscription began, oldest first; live ones follow on the bus. */
public record BarsOpened(List<Bar> history) {}
