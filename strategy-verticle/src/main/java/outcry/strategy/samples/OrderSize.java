package outcry.strategy.samples;

import outcry.model.Decimal;
import outcry.model.Instrument;

/** A wished quantity made into one that the instrument's rules allow. */
final class OrderSize {

  /** Above the smallest value by so much, so that a small move does not make it too small. */
  private static final long MARGIN_PERCENT = 5;

  private OrderSize() {}

  /**
   * The largest whole number of lots at most {@code wish}, raised to the smallest order the
   * instrument takes at that price, and never above its largest.
   *
   * @param price price units, positive
   * @return quantity units
   */
  static long of(Instrument instrument, Decimal wish, long price) {
    long lot = instrument.lotSize();
    long wished = Math.floorDiv(units(wish, instrument.quantityScale()), lot) * lot;
    long smallest = Math.ceilDiv(instrument.minQuantity(), lot) * lot;
    long lotValue = Math.max(1, instrument.notional(price, lot));
    long value = instrument.minNotional() + instrument.minNotional() / 100 * MARGIN_PERCENT;
    long valuable = Math.multiplyExact(Math.ceilDiv(value, lotValue), lot);
    long largest = Math.floorDiv(instrument.maxQuantity(), lot) * lot;
    return Math.min(largest, Math.max(wished, Math.max(smallest, valuable)));
  }

  /** Finer places than the instrument knows are cut off: a smaller order, never a larger one. */
  private static long units(Decimal wish, int scale) {
    return wish.scale() <= scale
        ? wish.unitsAt(scale)
        : wish.units() / Decimal.powerOfTen(wish.scale() - scale);
  }
}
