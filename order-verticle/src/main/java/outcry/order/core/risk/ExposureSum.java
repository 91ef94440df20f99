package outcry.order.core.risk;

import java.util.Collection;
import outcry.model.Instrument;

/**
 * What a scope has and may yet get in one currency, {@code 10^-8} of it, each instrument at its
 * reference. Used again for every question.
 */
final class ExposureSum {

  private final References references;
  private final Sum gross = new Sum();
  private final Sum up = new Sum();
  private final Sum down = new Sum();

  ExposureSum(References references) {
    this.references = references;
  }

  void clear() {
    gross.clear();
    up.clear();
    down.clear();
  }

  void add(Collection<Exposure> exposures, String currency) {
    for (var exposure : exposures) {
      if (exposure.instrument().quoteCurrency().equals(currency)) {
        long mark = mark(exposure.instrument(), exposure.lastPrice());
        add(exposure.instrument(), mark, exposure.worst(), exposure.up(), exposure.down());
      }
    }
  }

  void addLines(Collection<HouseLine> lines, String currency) {
    for (var line : lines) {
      if (line.instrument().quoteCurrency().equals(currency)) {
        long mark = mark(line.instrument(), line.lastPrice());
        add(line.instrument(), mark, line.worst(), line.up(), line.down());
      }
    }
  }

  /** What it is valued at: the last reference, else what it was last traded or ordered at here. */
  long mark(Instrument instrument, long lastPrice) {
    long mark = references.mark(instrument.symbol());
    return mark == 0 ? lastPrice : mark;
  }

  void add(Instrument instrument, long mark, long worst, long upQuantity, long downQuantity) {
    gross.add(instrument.notional(mark, worst));
    up.add(instrument.notional(mark, upQuantity));
    down.add(instrument.notional(mark, downQuantity));
  }

  /** Sum of the largest positions, long or short. */
  Sum gross() {
    return gross;
  }

  /** The sum if every buy filled and no sell. */
  Sum up() {
    return up;
  }

  /** The sum if every sell filled and no buy. */
  Sum down() {
    return down;
  }

  /** The larger of the two sums, whatever its sign; at most 64 bits. */
  long net() {
    return Math.max(Math.abs(up.saturated()), Math.abs(down.saturated()));
  }
}
