package outcry.model.query;

import java.util.List;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.StreamHealth;

/**
 * The latest of one symbol. Prices and quantities in units; 0 where nothing is known.
 *
 * @param lastBars the most recent bar of each open bar stream
 * @param quoteNanos when the last quote was received, epoch nanoseconds
 */
public record SymbolTop(
    String symbol,
    long bidPrice,
    long bidQuantity,
    long askPrice,
    long askQuantity,
    long lastPrice,
    long lastQuantity,
    StreamHealth.State health,
    String healthReason,
    long quotes,
    long trades,
    long quoteNanos,
    List<Bar> lastBars) {}
