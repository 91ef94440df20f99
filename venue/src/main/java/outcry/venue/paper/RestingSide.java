package outcry.venue.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

/** Our working orders on one side of one market, by price and then by age. */
final class RestingSide {

  /** Told of every fill; it changes the order's filled quantity. */
  interface Fills {
    void maker(RestingOrder order, long quantity);
  }

  private final Side side;

  /** Keyed so that the better price comes first on either side. */
  private final TreeMap<Long, List<RestingOrder>> levels = new TreeMap<>();

  RestingSide(Side side) {
    this.side = side;
  }

  void add(RestingOrder order, Touch own) {
    levels.computeIfAbsent(key(order.logged().price()), _ -> new ArrayList<>(2)).add(order);
    boundAhead(order, key(order.logged().price()), own);
  }

  void remove(long price, String account, String clientOrderId) {
    var level = levels.get(key(price));
    level.removeIf(order -> order.is(account, clientOrderId));
    if (level.isEmpty()) {
      levels.remove(key(price));
    }
  }

  /** The opposite touch fills what it meets or crosses; the own touch tells about the queue. */
  void onQuote(Touch own, Touch opposite, Fills fills) {
    if (levels.isEmpty()) {
      return;
    }
    while (opposite.isPresent()
        && opposite.remaining() > 0
        && !levels.isEmpty()
        && levels.firstKey() <= key(opposite.price())) {
      var level = levels.firstEntry().getValue();
      var order = level.getFirst();
      long quantity = Math.min(order.leaves(), opposite.remaining());
      opposite.take(quantity);
      fills.maker(order, quantity);
      if (order.leaves() == 0) {
        level.removeFirst();
        if (level.isEmpty()) {
          levels.pollFirstEntry();
        }
      }
    }
    for (var level : levels.entrySet()) {
      if (own.isPresent() && level.getKey() > key(own.price())) {
        break; // behind the touch: the quote says nothing about this price
      }
      level.getValue().forEach(order -> boundAhead(order, level.getKey(), own));
    }
  }

  /** A trade fills what it went through, and at its own price what its queue allows. */
  void onTrade(Trade trade, Fills fills) {
    long tradeKey = key(trade.price());
    boolean hitsUs = trade.aggressor() == side.opposite();
    long budget = trade.quantity();
    var reached = levels.headMap(tradeKey, hitsUs).entrySet().iterator();
    while (reached.hasNext() && budget > 0) {
      var level = reached.next();
      boolean through = level.getKey() < tradeKey;
      for (var order : level.getValue()) {
        long reach = through ? budget : Math.max(0, trade.quantity() - order.ahead());
        order.advance(trade.quantity());
        long quantity = Math.min(order.leaves(), Math.min(reach, budget));
        if (quantity > 0) {
          budget -= quantity;
          fills.maker(order, quantity);
        }
      }
      level.getValue().removeIf(order -> order.leaves() == 0);
      if (level.getValue().isEmpty()) {
        reached.remove();
      }
    }
  }

  private void boundAhead(RestingOrder order, long orderKey, Touch own) {
    if (!own.isKnown()) {
      return;
    }
    long touchKey = own.isPresent() ? key(own.price()) : Long.MAX_VALUE;
    if (orderKey < touchKey) {
      order.boundAhead(0); // nobody else is displayed at this price
    } else if (orderKey == touchKey) {
      order.boundAhead(own.displayed());
    }
  }

  private long key(long price) {
    return side == Side.BUY ? -price : price;
  }
}
