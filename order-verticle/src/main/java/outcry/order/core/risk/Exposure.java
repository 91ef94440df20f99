package outcry.order.core.risk;

import java.util.TreeMap;
import outcry.model.Instrument;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Position;
import outcry.model.Side;

/**
 * What an account, or a strategy within it, has and may yet get in one instrument. Open quantities
 * are worst cases: orders in doubt and pending changes count in full.
 */
public final class Exposure {

  private final Instrument instrument;
  private final AccountBook account;

  /** Where the house adds up what its accounts have; null for what a strategy has. */
  private final HouseLine house;

  private Position position = Position.FLAT;
  private long openBuy;
  private long openSell;
  private long lastPrice;

  /** Limits of our open orders, price units, and how many have each. */
  private final TreeMap<Long, Integer> bids = new TreeMap<>();

  private final TreeMap<Long, Integer> asks = new TreeMap<>();

  Exposure(Instrument instrument, AccountBook account, HouseLine house) {
    this.instrument = instrument;
    this.account = account;
    this.house = house;
  }

  public Position position() {
    return position;
  }

  public String symbol() {
    return instrument.symbol();
  }

  public Instrument instrument() {
    return instrument;
  }

  AccountBook account() {
    return account;
  }

  HouseLine house() {
    return house;
  }

  void apply(PositionEvent moved) {
    leaveHouse();
    position = position.after(moved.fill(), instrument);
    lastPrice = moved.fill().price();
    enterHouse();
  }

  /** Counts an open order, or with a sign of -1 stops counting it. */
  public void count(Side side, long openQuantity, long limitPrice, int sign) {
    leaveHouse();
    long change = Math.multiplyExact(openQuantity, sign);
    if (side == Side.BUY) {
      openBuy = Math.addExact(openBuy, change);
    } else {
      openSell = Math.addExact(openSell, change);
    }
    if (limitPrice > 0) {
      lastPrice = lastPrice == 0 ? limitPrice : lastPrice;
      if (house != null) { // orders of the same account are compared, whatever their strategy
        (side == Side.BUY ? bids : asks).merge(limitPrice, sign, Exposure::sumOrNull);
      }
    }
    enterHouse();
  }

  private void leaveHouse() {
    if (house != null) {
      house.add(this, -1);
    }
  }

  private void enterHouse() {
    if (house != null) {
      house.add(this, 1);
    }
  }

  private static Integer sumOrNull(int a, int b) {
    return a + b == 0 ? null : Integer.valueOf(a + b);
  }

  public long openQuantity(Side side) {
    return side == Side.BUY ? openBuy : openSell;
  }

  /** The position once every open buy has filled and no sell; at most 64 bits. */
  long up() {
    return saturatedSum(position.quantity(), openBuy);
  }

  /** The position once every open sell has filled and no buy; at most 64 bits. */
  long down() {
    return saturatedSum(position.quantity(), -openSell);
  }

  /** The largest position, long or short, that what is open could lead to. */
  long worst() {
    return Math.max(Math.max(up(), -down()), 0);
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE : Math.max(sum, -Long.MAX_VALUE);
  }

  /**
   * What it is valued at until the market speaks: the last price of a fill here, else the first
   * limit; 0 if there was none.
   */
  long lastPrice() {
    return lastPrice;
  }

  /** The position, as seen from a side, once everything open on that side and more has filled. */
  long worstCase(Side side, long moreQuantity) {
    long open = Math.addExact(openQuantity(side), moreQuantity);
    return Math.addExact(Math.multiplyExact(position.quantity(), side.sign()), open);
  }

  /** Whether so much more could only make the position smaller, whatever else fills. */
  boolean reduces(Side side, long moreQuantity) {
    return Long.signum(position.quantity()) == -side.sign()
        && moreQuantity <= closable(side) - openQuantity(side);
  }

  /** How much a side can trade before the position is flat. */
  public long closable(Side side) {
    return Math.max(0, -side.sign() * position.quantity());
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
