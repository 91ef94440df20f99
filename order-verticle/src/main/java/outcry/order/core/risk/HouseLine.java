package outcry.order.core.risk;

import outcry.model.Instrument;

/** What all accounts together have and may yet get in one instrument, quantity units. */
final class HouseLine {

  private final Instrument instrument;
  private final Sum worst = new Sum();
  private final Sum up = new Sum();
  private final Sum down = new Sum();
  private long lastPrice;

  HouseLine(Instrument instrument) {
    this.instrument = instrument;
  }

  Instrument instrument() {
    return instrument;
  }

  void add(Exposure exposure, int sign) {
    worst.add(sign * exposure.worst());
    up.add(sign * exposure.up());
    down.add(sign * exposure.down());
    lastPrice = exposure.lastPrice() == 0 ? lastPrice : exposure.lastPrice();
  }

  /** What it is valued at until the market speaks; 0 if nothing ever traded. */
  long lastPrice() {
    return lastPrice;
  }

  /** Sum of the largest positions of the accounts. */
  long worst() {
    return worst.saturated();
  }

  long up() {
    return up.saturated();
  }

  long down() {
    return down.saturated();
  }
}
