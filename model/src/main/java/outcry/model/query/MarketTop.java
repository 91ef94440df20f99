package outcry.model.query;

import java.util.List;

/**
 * The latest of every symbol of a market-data verticle; published a few times a second, newest
 * wins.
 */
public record MarketTop(long atNanos, List<SymbolTop> symbols) {}
