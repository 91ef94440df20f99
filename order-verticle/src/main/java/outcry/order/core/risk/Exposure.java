package outcry.order.core.risk;

import java.util.TreeMap;
import outcry.model.Instrument;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Position;
import outcry.model.Side;

/**
 * What an account has and may yet get in one instrument. Open quantities are worst cases: orders in
 * doubt and pending changes count in full.
 */
public final class Exposure {

  private final Instrument instrument;
  private Position position = Position.FLAT;
  private long openBuy;
  private long openSell;

  /** Limits of our open orders, price units, and how many have each. */
  private final TreeMap<Long, Integer> bids = new TreeMap<>();

  private final TreeMap<Long, Integer> asks = new TreeMap<>();

  public Exposure(Instrument instrument) {
    this.instrument = instrument;
  }

  public Position position() {
    return position;
  }

  public void apply(PositionEvent moved) {
    position = position.after(moved.fill(), instrument);
  }

  /** Counts an open order, or with a sign of -1 stops counting it. */
  public void count(Side side, long openQuantity, long limitPrice, int sign) {
    long change = Math.multiplyExact(openQuantity, sign);
    if (side == Side.BUY) {
      openBuy = Math.addExact(openBuy, change);
    } else {
      openSell = Math.addExact(openSell, change);
    }
    if (limitPrice > 0) {
      (side == Side.BUY ? bids : asks).merge(limitPrice, sign, Exposure::sumOrNull);
    }
  }

  private static Integer sumOrNull(int a, int b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }

  public long openQuantity(Side side) {
    return side == Side.BUY ? openBuy : openSell;
  }

  /** The position, as seen from a side, once everything open on that side and more has filled. */
  long worstCase(Side side, long moreQuantity) {
    long open = Math.addExact(openQuantity(side), moreQuantity);
    return Math.addExact(Math.multiplyExact(position.quantity(), side.sign()), open);
  }

  /** Whether an order could only make the position smaller, whatever else fills. */
  boolean reduces(Side side, long quantity) {
    return Long.signum(position.quantity()) == -side.sign() && worstCase(side, quantity) <= 0;
  }

  /** Whether a limit (0: a market order) could meet one of our own orders. */
  boolean crossesOwn(Side side, long limitPrice) {
    var others = side == Side.BUY ? asks : bids;
    if (others.isEmpty()) {
      return false;
    }
    if (limitPrice == 0) {
      return true;
    }
    return side == Side.BUY ? limitPrice >= asks.firstKey() : limitPrice <= bids.lastKey();
  }
}
