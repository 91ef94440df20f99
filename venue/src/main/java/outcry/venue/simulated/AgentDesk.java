package outcry.venue.simulated;

import outcry.model.Instrument;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** How agents trade an instrument: directly in its book, at the time of the current step. */
final class AgentDesk {

  /** How far through the touch a taker goes, in ticks. */
  private static final int TAKE_THROUGH_TICKS = 3;

  private final Market market;
  private final long typicalQuantity;
  private long lastId;
  private long now;

  AgentDesk(Market market, long typicalQuantity) {
    this.market = market;
    this.typicalQuantity = typicalQuantity;
  }

  void setTime(long nowNanos) {
    now = nowNanos;
  }

  boolean isTrading() {
    return market.isTrading();
  }

  /** 0 when the side is empty. */
  long bestTick(Side side) {
    return book().bestPrice(side) / instrument().tickSize();
  }

  /** Whether something of the order still rests. */
  boolean isOpen(long id) {
    return book().contains(id);
  }

  /** Places a limit order of that many typical quantities; returns its id. */
  long place(long owner, Side side, long tick, int size) {
    long id = --lastId; // below zero: not a client's
    book().limit(id, owner, side, price(tick), size * typicalQuantity, TimeInForce.GTC, false);
    market.publish();
    return id;
  }

  void change(long id, long tick, int size) {
    book().amend(id, size * typicalQuantity, price(tick));
    market.publish();
  }

  /** Takes up to that many typical quantities near the touch, if there is one. */
  void take(long owner, Side side, int size) {
    long touch = bestTick(side.opposite());
    if (touch == 0) {
      return;
    }
    long price = price(touch + (long) side.sign() * TAKE_THROUGH_TICKS);
    book().limit(--lastId, owner, side, price, size * typicalQuantity, TimeInForce.IOC, false);
    market.publish();
  }

  private MatchingBook book() {
    return market.bookAt(now);
  }

  private Instrument instrument() {
    return market.instrument();
  }

  private long price(long tick) {
    return Math.max(1, tick) * instrument().tickSize();
  }
}
