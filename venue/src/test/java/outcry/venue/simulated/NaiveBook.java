package outcry.venue.simulated;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import outcry.model.Levels;
import outcry.model.Side;
import outcry.model.TimeInForce;

/**
 * The same rules as {@link MatchingBook} in the most obvious way: one list of orders in the order
 * of their arrival, scanned from the start for everything. Reports no level changes.
 */
final class NaiveBook {

  private static final class Order {
    final long id;
    final long owner;
    final Side side;
    final boolean postOnly;
    long price;
    long open;

    Order(long id, long owner, Side side, long price, long open, boolean postOnly) {
      this.id = id;
      this.owner = owner;
      this.side = side;
      this.price = price;
      this.open = open;
      this.postOnly = postOnly;
    }
  }

  private final int ordersMax;
  private final SelfTradePrevention selfTrades;
  private final BookListener listener;
  private final List<Order> arrivals = new ArrayList<>();

  NaiveBook(int ordersMax, SelfTradePrevention selfTrades, BookListener listener) {
    this.ordersMax = ordersMax;
    this.selfTrades = selfTrades;
    this.listener = listener;
  }

  void limit(
      long id, long owner, Side side, long price, long quantity, TimeInForce tif, boolean post) {
    if (price <= 0) {
      listener.rejected(id, BookRefusal.PRICE_NOT_POSITIVE);
    } else if (isRefused(id, quantity)) {
      return;
    } else if (tif == TimeInForce.GTC && arrivals.size() == ordersMax) {
      listener.rejected(id, BookRefusal.OVERLOADED);
    } else if (post && next(side, price).isPresent()) {
      listener.rejected(id, BookRefusal.WOULD_TAKE);
    } else {
      listener.accepted(id);
      var order = new Order(id, owner, side, price, quantity, post);
      if (fill(order, tif)) {
        arrivals.add(order);
      }
    }
  }

  void market(long id, long owner, Side side, long quantity, TimeInForce tif) {
    if (!isRefused(id, quantity)) {
      listener.accepted(id);
      long worst = side == Side.BUY ? Long.MAX_VALUE : 1;
      fill(
          new Order(id, owner, side, worst, quantity, false),
          tif == TimeInForce.FOK ? tif : TimeInForce.IOC);
    }
  }

  void cancel(long id) {
    var order = find(id);
    if (order.isEmpty()) {
      listener.cancelRejected(id, BookRefusal.UNKNOWN_ORDER);
    } else {
      arrivals.remove(order.get());
      listener.canceled(id, order.get().open, CancelCause.REQUESTED);
    }
  }

  void amend(long id, long open, long price) {
    var found = find(id);
    if (found.isEmpty()) {
      listener.amendRejected(id, BookRefusal.UNKNOWN_ORDER);
      return;
    }
    var order = found.get();
    if (open <= 0) {
      listener.amendRejected(id, BookRefusal.QTY_NOT_POSITIVE);
    } else if (open > Long.MAX_VALUE / ordersMax) {
      listener.amendRejected(id, BookRefusal.MAX_QTY);
    } else if (price <= 0) {
      listener.amendRejected(id, BookRefusal.PRICE_NOT_POSITIVE);
    } else if (order.postOnly && next(order.side, price).isPresent()) {
      listener.amendRejected(id, BookRefusal.WOULD_TAKE);
    } else if (price == order.price && open <= order.open) {
      order.open = open;
      listener.amended(id, open, price, true);
    } else {
      arrivals.remove(order);
      order.open = open;
      order.price = price;
      listener.amended(id, open, price, false);
      if (fill(order, TimeInForce.GTC)) {
        arrivals.add(order);
      }
    }
  }

  /** The levels of a side, best first. */
  Levels levels(Side side) {
    var totals = new LinkedHashMap<Long, Long>();
    sorted(side).forEach(order -> totals.merge(order.price, order.open, Long::sum));
    return new Levels(
        totals.keySet().stream().mapToLong(Long::longValue).toArray(),
        totals.values().stream().mapToLong(Long::longValue).toArray());
  }

  long[] queue(Side side) {
    return sorted(side).stream().mapToLong(order -> order.id).toArray();
  }

  private List<Order> sorted(Side side) {
    return arrivals.stream()
        .filter(order -> order.side == side)
        .sorted(comparingLong(order -> -side.sign() * order.price))
        .toList();
  }

  private boolean isRefused(long id, long quantity) {
    if (quantity <= 0) {
      listener.rejected(id, BookRefusal.QTY_NOT_POSITIVE);
    } else if (quantity > Long.MAX_VALUE / ordersMax) {
      listener.rejected(id, BookRefusal.MAX_QTY);
    } else if (find(id).isPresent()) {
      listener.rejected(id, BookRefusal.DUPLICATE_ID);
    } else {
      return false;
    }
    return true;
  }

  /** Whether something is left that is to rest. */
  private boolean fill(Order taker, TimeInForce tif) {
    if (tif == TimeInForce.FOK && !canFill(taker)) {
      listener.canceled(taker.id, taker.open, CancelCause.NOT_FILLABLE);
      return false;
    }
    while (taker.open > 0) {
      var next = next(taker.side, taker.price);
      if (next.isEmpty()) {
        if (tif != TimeInForce.GTC) {
          listener.canceled(taker.id, taker.open, CancelCause.NO_LIQUIDITY);
        }
        return tif == TimeInForce.GTC;
      }
      var maker = next.get();
      if (isOwn(maker, taker)) {
        if (selfTrades != SelfTradePrevention.CANCEL_AGGRESSOR) {
          arrivals.remove(maker);
          listener.canceled(maker.id, maker.open, CancelCause.SELF_TRADE);
        }
        if (selfTrades != SelfTradePrevention.CANCEL_RESTING) {
          listener.canceled(taker.id, taker.open, CancelCause.SELF_TRADE);
          return false;
        }
        continue;
      }
      long quantity = Math.min(maker.open, taker.open);
      maker.open -= quantity;
      taker.open -= quantity;
      if (maker.open == 0) {
        arrivals.remove(maker);
      }
      listener.traded(
          maker.id, taker.id, taker.side, maker.price, quantity, maker.open, taker.open);
    }
    return false;
  }

  private boolean canFill(Order taker) {
    long found = 0;
    for (var maker : sorted(taker.side.opposite())) {
      if (crosses(maker, taker.side, taker.price) && found < taker.open) {
        if (!isOwn(maker, taker)) {
          found += maker.open;
        } else if (selfTrades != SelfTradePrevention.CANCEL_RESTING) {
          return false;
        }
      }
    }
    return found >= taker.open;
  }

  private static boolean isOwn(Order maker, Order taker) {
    return maker.owner == taker.owner && maker.owner != MatchingBook.NO_OWNER;
  }

  private Optional<Order> next(Side takerSide, long limit) {
    Order best = null;
    for (var order : arrivals) {
      if (order.side != takerSide
          && crosses(order, takerSide, limit)
          && (best == null || takerSide.sign() * (best.price - order.price) > 0)) {
        best = order;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean crosses(Order maker, Side takerSide, long limit) {
    return takerSide == Side.BUY ? maker.price <= limit : maker.price >= limit;
  }

  private Optional<Order> find(long id) {
    return arrivals.stream().filter(order -> order.id == id).findFirst();
  }
}
