package outcry.model;

/**
 * A position at average cost. Closing part of it realises that part of the cost, rounded half to
 * even; the rest of the cost stays, so no fraction of money is ever lost.
 *
 * @param quantity quantity units; positive is long, negative is short
 * @param cost what the open quantity cost, {@code 10^-8} quote currency, same sign as the quantity
 * @param realizedPnl profit and loss of what was closed, before fees, {@code 10^-8} quote currency
 */
public record Position(long quantity, long cost, long realizedPnl) {

  public static final Position FLAT = new Position(0, 0, 0);

  /**
   * This position after a fill.
   *
   * @throws ArithmeticException on overflow of 64 bits
   */
  public Position after(Fill fill, Instrument instrument) {
    long signed = Math.multiplyExact(fill.quantity(), fill.side().sign());
    long value = instrument.notional(fill.price(), signed);
    if (quantity == 0 || Long.signum(quantity) == Long.signum(signed)) {
      return new Position(Math.addExact(quantity, signed), Math.addExact(cost, value), realizedPnl);
    }
    long open = Math.absExact(quantity);
    long closing = Math.min(open, fill.quantity());
    long closedCost = closing == open ? cost : Int128.multiplyDivide(cost, closing, open);
    long proceeds = instrument.notional(fill.price(), closing * Long.signum(quantity));
    // what a flip opens costs the rest of the value, so that not even rounding gets lost
    long openedCost = Math.addExact(value, proceeds);
    return new Position(
        Math.addExact(quantity, signed),
        Math.addExact(cost - closedCost, openedCost),
        Math.addExact(realizedPnl, Math.subtractExact(proceeds, closedCost)));
  }

  /**
   * Profit and loss of the open quantity at a price, {@code 10^-8} quote currency.
   *
   * @throws ArithmeticException on overflow of 64 bits
   */
  public long unrealizedPnl(long price, Instrument instrument) {
    return Math.subtractExact(instrument.notional(price, quantity), cost);
  }

  /** Average price of the open quantity in price units, rounded half to even; 0 when flat. */
  public long averagePrice(Instrument instrument) {
    if (quantity == 0) {
      return 0;
    }
    int places = instrument.priceScale() + instrument.quantityScale();
    long contracts = Math.multiplyExact(quantity, instrument.multiplier());
    return places >= Money.SCALE
        ? Int128.multiplyDivide(cost, Decimal.powerOfTen(places - Money.SCALE), contracts)
        : Int128.of(cost)
            .divide(Math.multiplyExact(contracts, Decimal.powerOfTen(Money.SCALE - places)));
  }
}
