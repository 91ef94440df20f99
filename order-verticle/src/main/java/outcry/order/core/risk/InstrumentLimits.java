package outcry.order.core.risk;

import outcry.model.Instrument;

/**
 * Limits of a scope in one instrument.
 *
 * @param orderQuantityMax largest order, quantity units
 * @param positionMax largest position, long or short, with everything open filled; quantity units
 */
public record InstrumentLimits(long orderQuantityMax, long positionMax) {

  public InstrumentLimits {
    if (orderQuantityMax < 1 || positionMax < 1) {
      throw new IllegalArgumentException(
          "orderQuantityMax and positionMax must be at least 1, were "
              + orderQuantityMax
              + " and "
              + positionMax);
    }
  }

  /** Where nothing is configured: what the instrument itself allows in one order. */
  static InstrumentLimits of(Instrument instrument) {
    return new InstrumentLimits(instrument.maxQuantity(), instrument.maxQuantity());
  }
}
