package outcry.venue.simulated;

import java.util.Arrays;
import outcry.model.Levels;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * A price-time priority book in primitive numbers. Allocates nothing per operation once it has seen
 * as many orders and levels at a time as it ever will. Not thread-safe; its listener must not call
 * it back.
 *
 * <p>Owners are numbers of the caller's choice; orders of the same owner never trade with each
 * other, except those of {@link #NO_OWNER}.
 */
public final class MatchingBook {

  /** Exempt from self-trade prevention. */
  public static final long NO_OWNER = 0;

  private final int ordersMax;
  private final long quantityMax;
  private final SelfTradePrevention selfTrades;
  private final BookListener listener;
  private final BookSide bids = new BookSide(Side.BUY);
  private final BookSide asks = new BookSide(Side.SELL);
  private final OrderTable orders;
  private RestingOrder free;

  /** Set by {@link #match} when self-trade prevention ended the incoming order. */
  private boolean stopped;

  /**
   * @param ordersMax the most orders that may rest at a time; more are refused as OVERLOADED
   */
  public MatchingBook(int ordersMax, SelfTradePrevention selfTrades, BookListener listener) {
    if (ordersMax < 1 || ordersMax > 1 << 26) {
      throw new IllegalArgumentException("ordersMax must be 1 to 67108864, was " + ordersMax);
    }
    this.ordersMax = ordersMax;
    this.quantityMax = Long.MAX_VALUE / ordersMax;
    this.selfTrades = selfTrades;
    this.listener = listener;
    this.orders = new OrderTable(ordersMax);
  }

  /**
   * A limit order. Reports accepted or rejected, then trades, then what became of the rest if it
   * does not stay in the book.
   */
  public void limit(
      long id,
      long owner,
      Side side,
      long price,
      long quantity,
      TimeInForce timeInForce,
      boolean postOnly) {
    if (price <= 0) {
      listener.rejected(id, BookRefusal.PRICE_NOT_POSITIVE);
    } else if (isRefused(id, quantity)) {
      return;
    } else if (timeInForce == TimeInForce.GTC && orders.size() >= ordersMax) {
      listener.rejected(id, BookRefusal.OVERLOADED);
    } else if (postOnly && opposite(side).reaches(limitKey(side, price))) {
      listener.rejected(id, BookRefusal.WOULD_TAKE);
    } else {
      listener.accepted(id);
      long open = take(id, owner, side, limitKey(side, price), quantity, timeInForce);
      if (open > 0) {
        var order = newOrder(id, owner, postOnly);
        orders.add(order);
        rest(order, side, price, open);
      }
    }
  }

  /** A market order: never rests. With FOK it fills whole or not at all. */
  public void market(long id, long owner, Side side, long quantity, TimeInForce timeInForce) {
    if (isRefused(id, quantity)) {
      return;
    }
    listener.accepted(id);
    var immediate = timeInForce == TimeInForce.FOK ? TimeInForce.FOK : TimeInForce.IOC;
    take(id, owner, side, Long.MIN_VALUE, quantity, immediate);
  }

  public void cancel(long id) {
    var order = orders.find(id);
    if (order == null) {
      listener.cancelRejected(id, BookRefusal.UNKNOWN_ORDER);
      return;
    }
    var level = order.level;
    cancelResting(order, CancelCause.REQUESTED);
    changed(level);
  }

  /**
   * Changes a resting order. At the same price with the same or a smaller quantity it keeps its
   * place in the queue; otherwise it comes in anew, and may trade.
   *
   * @param open its new open quantity
   */
  public void amend(long id, long open, long price) {
    var order = orders.find(id);
    var refusal = amendRefusal(order, open, price);
    if (refusal != null) {
      listener.amendRejected(id, refusal);
      return;
    }
    var level = order.level;
    var side = level.side; // the level may be another one's by the time we are through
    if (price == level.price && open <= order.open) {
      level.quantity -= order.open - open;
      order.open = open;
      listener.amended(id, open, price, true);
      listener.levelChanged(side, price, level.quantity);
      return;
    }
    level.remove(order);
    listener.amended(id, open, price, false);
    changed(level);
    long left = take(id, order.owner, side, limitKey(side, price), open, TimeInForce.GTC);
    if (left > 0) {
      rest(order, side, price, left);
    } else {
      orders.remove(order);
      release(order);
    }
  }

  public boolean contains(long id) {
    return orders.find(id) != null;
  }

  /** What is open of a resting order; 0 if there is none of that id. */
  public long open(long id) {
    var order = orders.find(id);
    return order == null ? 0 : order.open;
  }

  /** How many orders rest. */
  public int size() {
    return orders.size();
  }

  /** 0 when the side is empty. */
  public long bestPrice(Side side) {
    var best = side(side).best();
    return best == null ? 0 : best.price;
  }

  /** 0 when the side is empty. */
  public long bestQuantity(Side side) {
    var best = side(side).best();
    return best == null ? 0 : best.quantity;
  }

  /** The total at a price. */
  public long quantityAt(Side side, long price) {
    var level = side(side).find(price);
    return level == null ? 0 : level.quantity;
  }

  /** The whole side, best first. */
  public Levels levels(Side side) {
    var of = side(side);
    var prices = new long[of.size()];
    var quantities = new long[of.size()];
    for (int rank = 0; rank < of.size(); rank++) {
      prices[rank] = of.level(rank).price;
      quantities[rank] = of.level(rank).quantity;
    }
    return new Levels(prices, quantities);
  }

  /** The ids of the whole side in the order they would trade. */
  public long[] queue(Side side) {
    var of = side(side);
    var ids = new long[orders.size()];
    int count = 0;
    for (int rank = 0; rank < of.size(); rank++) {
      for (var order = of.level(rank).first; order != null; order = order.behind) {
        ids[count++] = order.id;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  private boolean isRefused(long id, long quantity) {
    if (quantity <= 0) {
      listener.rejected(id, BookRefusal.QTY_NOT_POSITIVE);
    } else if (quantity > quantityMax) {
      listener.rejected(id, BookRefusal.MAX_QTY);
    } else if (orders.find(id) != null) {
      listener.rejected(id, BookRefusal.DUPLICATE_ID);
    } else {
      return false;
    }
    return true;
  }

  private BookRefusal amendRefusal(RestingOrder order, long open, long price) {
    if (order == null) {
      return BookRefusal.UNKNOWN_ORDER;
    }
    if (open <= 0) {
      return BookRefusal.QTY_NOT_POSITIVE;
    }
    if (open > quantityMax) {
      return BookRefusal.MAX_QTY;
    }
    if (price <= 0) {
      return BookRefusal.PRICE_NOT_POSITIVE;
    }
    var side = order.level.side;
    boolean wouldTake = opposite(side).reaches(limitKey(side, price));
    return order.postOnly && wouldTake ? BookRefusal.WOULD_TAKE : null;
  }

  /** Trades what can be traded at once; what this returns is to rest in the book. */
  private long take(
      long id, long owner, Side side, long limitKey, long quantity, TimeInForce timeInForce) {
    var against = opposite(side);
    if (timeInForce == TimeInForce.FOK && !canFill(against, owner, limitKey, quantity)) {
      listener.canceled(id, quantity, CancelCause.NOT_FILLABLE);
      return 0;
    }
    if (!against.reaches(limitKey) && timeInForce == TimeInForce.GTC) {
      return quantity; // the common case
    }
    stopped = false;
    long open = quantity;
    while (open > 0 && !stopped && against.reaches(limitKey)) {
      open = match(against.best(), id, owner, side, open);
    }
    if (open > 0 && stopped) {
      listener.canceled(id, open, CancelCause.SELF_TRADE);
      return 0;
    }
    if (open > 0 && timeInForce != TimeInForce.GTC) {
      listener.canceled(id, open, CancelCause.NO_LIQUIDITY);
      return 0;
    }
    return open;
  }

  /** Trades against one level; returns what is still open. */
  private long match(PriceLevel level, long id, long owner, Side side, long quantity) {
    long open = quantity;
    long levelBefore = level.quantity;
    while (open > 0 && !stopped && !level.isEmpty()) {
      var maker = level.first;
      if (isSelfTrade(maker, owner)) {
        stopped = selfTrades != SelfTradePrevention.CANCEL_RESTING;
        if (selfTrades != SelfTradePrevention.CANCEL_AGGRESSOR) {
          level.remove(maker);
          dropped(maker, CancelCause.SELF_TRADE);
        }
        continue;
      }
      long traded = Math.min(open, maker.open);
      open -= traded;
      maker.open -= traded;
      level.quantity -= traded;
      long makerId = maker.id;
      long makerOpen = maker.open;
      if (makerOpen == 0) {
        level.remove(maker);
        orders.remove(maker);
        release(maker);
      }
      listener.traded(makerId, id, side, level.price, traded, makerOpen, open);
    }
    if (level.quantity != levelBefore) {
      changed(level);
    }
    return open;
  }

  /** Whether matching would fill all of it: own orders are in the way, or go away first. */
  private boolean canFill(BookSide against, long owner, long limitKey, long quantity) {
    long found = 0;
    for (int rank = 0; rank < against.size(); rank++) {
      var level = against.level(rank);
      if (against.key(level.price) < limitKey) {
        return false;
      }
      for (var maker = level.first; maker != null; maker = maker.behind) {
        if (!isSelfTrade(maker, owner)) {
          found += maker.open;
        } else if (selfTrades != SelfTradePrevention.CANCEL_RESTING) {
          return false;
        }
        if (found >= quantity) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSelfTrade(RestingOrder maker, long owner) {
    return maker.owner == owner && owner != NO_OWNER;
  }

  private void rest(RestingOrder order, Side side, long price, long open) {
    order.open = open;
    var level = side(side).findOrAdd(price);
    level.append(order);
    listener.levelChanged(side, price, level.quantity);
  }

  private void cancelResting(RestingOrder order, CancelCause cause) {
    order.level.remove(order);
    dropped(order, cause);
  }

  private void dropped(RestingOrder order, CancelCause cause) {
    long id = order.id;
    long open = order.open;
    orders.remove(order);
    release(order);
    listener.canceled(id, open, cause);
  }

  private void changed(PriceLevel level) {
    var side = level.side;
    long price = level.price;
    long quantity = level.quantity;
    if (level.isEmpty()) {
      side(side).remove(level);
    }
    listener.levelChanged(side, price, quantity);
  }

  private RestingOrder newOrder(long id, long owner, boolean postOnly) {
    var order = free;
    if (order == null) {
      order = new RestingOrder();
    } else {
      free = order.behind;
    }
    order.id = id;
    order.owner = owner;
    order.postOnly = postOnly;
    return order;
  }

  private void release(RestingOrder order) {
    order.behind = free;
    free = order;
  }

  private BookSide side(Side side) {
    return side == Side.BUY ? bids : asks;
  }

  private BookSide opposite(Side side) {
    return side == Side.BUY ? asks : bids;
  }

  /** The worst acceptable price as a key of the opposite side. */
  private long limitKey(Side side, long price) {
    return opposite(side).key(price);
  }
}
