package outcry.marketdata.core;

import java.util.ArrayDeque;
import java.util.List;
import outcry.model.MarketEvent.Bar;

/** The last bars of one specification, for warm-up. At its bound the oldest is forgotten. */
public final class BarHistory {

  private final ArrayDeque<Bar> bars = new ArrayDeque<>();
  private final int barsMax;

  public BarHistory(int barsMax) {
    this.barsMax = barsMax;
  }

  public void add(Bar bar) {
    if (bars.size() == barsMax) {
      bars.removeFirst();
    }
    bars.addLast(bar);
  }

  /** At most {@code count} of the last bars, oldest first. */
  public List<Bar> last(int count) {
    return bars.stream().skip(Math.max(0, bars.size() - (long) Math.max(0, count))).toList();
  }
}
