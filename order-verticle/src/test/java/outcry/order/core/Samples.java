package outcry.order.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.core.risk.Books;
import outcry.order.core.risk.House;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.OrderRates;
import outcry.order.core.risk.References;
import outcry.venue.Capabilities;

/** One instrument (price 100.00, lot 0.010), one account, one venue. */
public final class Samples {

  public static final String ACCOUNT = "A1";
  public static final String SYMBOL = "XYZ.SIM";
  public static final String VENUE = "SIM";
  public static final long NOW = 1_700_000_000_000_000_000L;
  public static final long SECOND = 1_000_000_000L;

  public static final Instrument INSTRUMENT =
      new Instrument(
          SYMBOL, AssetClass.SPOT, VENUE, "XYZ", "USD", 2, 3, 5, 10, 20, 1_000_000, 1_00000000L, 1);

  public static final Capabilities CAPABILITIES =
      new Capabilities(
          VENUE,
          EnumSet.allOf(OrderType.class),
          EnumSet.allOf(TimeInForce.class),
          true,
          true,
          Capabilities.Deduplication.FOR_EVER,
          true,
          SECOND,
          SECOND);

  /** A venue that takes the plainest orders only: all else is ours to do. */
  public static final Capabilities PLAIN =
      new Capabilities(
          VENUE,
          EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
          EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
          true,
          true,
          Capabilities.Deduplication.FOR_EVER,
          true,
          SECOND,
          SECOND);

  public static final Limits LIMITS =
      new Limits(7, 100_000_00000000L, 50, 1_000, 2_000, 500, Duration.ofSeconds(10), Map.of())
          .with(SYMBOL, new InstrumentLimits(100_000, 200_000));

  private Samples() {}

  public static OrderConfig config() {
    return OrderConfig.of(Map.of(ACCOUNT, LIMITS));
  }

  public static Orders orders(OrderConfig config) {
    return new Orders(config, new Instruments(List.of(INSTRUMENT)), Map.of(VENUE, CAPABILITIES));
  }

  /** What an empty partition decides with, at a venue. */
  static Desk desk(Capabilities venue) {
    var instruments = new Instruments(List.of(INSTRUMENT));
    var config = config();
    var house = new House(config.rules().house());
    var books = new Books(config.limits(), config.rules(), instruments, house);
    return new Desk(
        config,
        instruments,
        Map.of(VENUE, venue),
        new OrderTable(instruments, 100, new Disputes(), books),
        new References(Duration.ZERO),
        new OrderRates(house),
        new Tape());
  }

  /** An empty partition with a fresh quote of 99.95 / 100.05. */
  public static Orders orders() {
    var orders = orders(config());
    orders.onMarket(quote(NOW));
    return orders;
  }

  /** An empty partition at a venue that takes the plainest orders only, with a fresh quote. */
  public static Orders plain() {
    return plain(config());
  }

  /** The same with other settings. */
  public static Orders plain(OrderConfig config) {
    var orders = new Orders(config, new Instruments(List.of(INSTRUMENT)), Map.of(VENUE, PLAIN));
    orders.onMarket(quote(NOW));
    return orders;
  }

  /** Carries out what is owed until nothing is, as an owner does. */
  public static List<OrderEvent> due(Orders orders, long now) {
    var events = new ArrayList<OrderEvent>();
    for (int i = 0; i < 1_000; i++) {
      var decision = orders.decideDue(now);
      if (decision.isNothing()) {
        return events;
      }
      events.addAll(carryOut(orders, decision, now).events());
    }
    throw new AssertionError("there is no end to what is owed");
  }

  public static Trade trade(long id, long price, long nanos) {
    return new Trade(SYMBOL, id, price, 50, Side.BUY, nanos, nanos);
  }

  public static Quote quote(long bid, long ask, long nanos) {
    return new Quote(SYMBOL, bid, 1_000, ask, 1_000, 2, nanos, nanos);
  }

  /** An order with instructions. */
  public static SubmitOrder instructed(
      String id,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      Instructions instructions) {
    return new SubmitOrder(
        ACCOUNT,
        id,
        "s",
        SYMBOL,
        side,
        type,
        timeInForce,
        quantity,
        price,
        false,
        false,
        instructions,
        "test",
        NOW);
  }

  public static Quote quote(long nanos) {
    return new Quote(SYMBOL, 9_995, 1_000, 10_005, 1_000, 1, nanos, nanos);
  }

  public static SubmitOrder buy(String id, long quantity, long price) {
    return limit(id, Side.BUY, quantity, price);
  }

  public static SubmitOrder sell(String id, long quantity, long price) {
    return limit(id, Side.SELL, quantity, price);
  }

  public static SubmitOrder limit(String id, Side side, long quantity, long price) {
    return new SubmitOrder(
        ACCOUNT,
        id,
        "s",
        SYMBOL,
        side,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        price,
        false,
        false,
        "test",
        NOW);
  }

  public static ExecutionReport.Accepted accepted(String id) {
    return new ExecutionReport.Accepted(ACCOUNT, id, "v-" + id, NOW);
  }

  public static ExecutionReport.Filled filled(
      String id, String execution, long quantity, long cumulative) {
    return new ExecutionReport.Filled(
        ACCOUNT,
        id,
        "v-" + id,
        execution,
        quantity,
        10_000,
        cumulative,
        5,
        "USD",
        Liquidity.TAKER,
        NOW);
  }

  public static ExecutionReport.Canceled canceled(String id) {
    return new ExecutionReport.Canceled(ACCOUNT, id, "asked", ExecutionReport.UNTOLD, NOW);
  }

  public static ExecutionReport.NotFound notFound(String id) {
    return new ExecutionReport.NotFound(ACCOUNT, id, NOW);
  }

  /** Applies what was decided, as its owner does, and hands over every intent at once. */
  public static Decision carryOut(Orders orders, Decision decision, long now) {
    decision.events().forEach(orders::apply);
    for (var effect : decision.effects()) {
      if (effect instanceof Effect.Enqueue enqueue) {
        handOver(orders, enqueue.orderId(), now);
      }
    }
    return decision;
  }

  public static Decision handOver(Orders orders, long orderId, long now) {
    var decision = orders.decideHandOver(orderId, now);
    decision.events().forEach(orders::apply);
    if (!decision.effects().isEmpty()) {
      orders.handedOver(orderId, now);
    }
    return decision;
  }

  /** Every event of a decision's kind, without its type parameters: for comparing journals. */
  public static List<String> kinds(List<? extends OrderEvent> events) {
    var kinds = new ArrayList<String>();
    events.forEach(event -> kinds.add(event.getClass().getSimpleName()));
    return kinds;
  }
}
