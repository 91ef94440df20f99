package outcry.simulation.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TradingDay;

/**
 * Orders with a time or a price of their own: none ends before its time or outlives it, none goes
 * before the market was at its price, and a trailing stop never backs away.
 */
final class ConditionAudit {

  /** The cause by which the owner cancels what has to end. */
  private static final String EXPIRY = "expiry";

  /** The best that anybody could take, ever. */
  private record Reach(long lowestAsk, long highestAsk, long lowestBid, long highestBid) {

    static final Reach NONE =
        new Reach(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

    Reach and(Quote quote) {
      return new Reach(
          Math.min(lowestAsk, quote.askPrice()),
          Math.max(highestAsk, quote.askPrice()),
          Math.min(lowestBid, quote.bidPrice()),
          Math.max(highestBid, quote.bidPrice()));
    }
  }

  private final Findings findings;
  private final TradingDay day;
  private final Map<String, Reach> reached = new HashMap<>();
  private final Map<JournaledOrder, Long> trails = new HashMap<>();

  /**
   * @param day of every instrument
   */
  ConditionAudit(Findings findings, TradingDay day) {
    this.findings = findings;
    this.day = day;
  }

  /** The market is there now. */
  void quoted(Quote quote) {
    reached.merge(quote.symbol(), Reach.NONE.and(quote), (before, _) -> before.and(quote));
  }

  /**
   * @param order after the event
   */
  void committed(OrderEvent event, JournaledOrder order) {
    switch (event) {
      case CancelRequested cancel when cancel.cause().equals(EXPIRY) -> notBeforeTime(event, order);
      case OrderExpired _ when !order.wasCancelAsked() && !order.isIntended() ->
          notBeforeTime(event, order);
      case OrderTriggered _, OrderReleased _ -> {
        if (order.submit.type().hasTrigger() && !wasReached(order.submit)) {
          findings.violated("PRICE", order.submit.clientOrderId() + " goes, and its price was not");
        }
      }
      case TriggerMoved moved -> {
        var before = trails.put(order, moved.triggerPrice());
        long ahead = before == null ? 0 : moved.triggerPrice() - before;
        if (ahead * order.submit.side().sign() > 0) { // a buy's comes down, a sale's goes up
          findings.violated("PRICE", order.submit.clientOrderId() + " backs away: " + moved);
        }
      }
      case OrderEvent _ -> {
        // of no price and no time
      }
    }
  }

  private void notBeforeTime(OrderEvent event, JournaledOrder order) {
    if (event.atNanos() < endNanos(order)) {
      findings.violated("TIME", order.submit.clientOrderId() + " ends before its time: " + event);
    }
  }

  private boolean wasReached(SubmitOrder order) {
    if (order.type() == OrderType.TRAILING_STOP) {
      return true; // wherever the market is, it was somewhere better
    }
    var reach = reached.getOrDefault(order.symbol(), Reach.NONE);
    long price = order.instructions().triggerPrice();
    boolean isTouched =
        order.type() == OrderType.MARKET_IF_TOUCHED || order.type() == OrderType.LIMIT_IF_TOUCHED;
    return order.side() == Side.BUY
        ? isTouched ? reach.lowestAsk <= price : reach.highestAsk >= price
        : isTouched ? reach.highestBid >= price : reach.lowestBid <= price;
  }

  /** When it must end; never for most. */
  private long endNanos(JournaledOrder order) {
    return switch (order.submit.timeInForce()) {
      case GTD -> order.submit.instructions().expireNanos();
      case DAY, AT_CLOSE -> day.closeAfter(order.begunNanos);
      case GTC, IOC, FOK, AT_OPEN -> Long.MAX_VALUE;
    };
  }

  /**
   * What is open though its time was up by then; null if nothing is.
   *
   * @param isUnknowable which nobody can ever know to have ended
   */
  String outlived(JournalAudit journal, long nowNanos, Predicate<JournaledOrder> isUnknowable) {
    for (var order : journal.orders().values()) {
      if (!order.isEnded() && endNanos(order) < nowNanos && !isUnknowable.test(order)) {
        return order.submit.clientOrderId() + " is open, and its time is up";
      }
    }
    return null;
  }
}
