package outcry.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.core.Decision;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.risk.Limits;
import outcry.venue.Capabilities;

/**
 * The order engine alone, on one thread: no journal, no venue, no bus. A transition is one command
 * or report decided, its events applied, and what is owed after it asked for. One order fills in
 * two parts, another is amended and canceled: eleven transitions in a round, with 500 orders
 * resting besides. Every answer is checked.
 *
 * <p>{@link #main} measures CPU time instead of wall time, for a machine that is shared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class OrderCoreBenchmark {

  private static final int TRANSITIONS = 11;
  private static final int RESTING = 500;
  private static final int MEASUREMENTS = 8;
  private static final int ROUNDS = 200_000;
  private static final String ACCOUNT = "bench";
  private static final String SYMBOL = "XYZ.BENCH";
  private static final String VENUE = "BENCH";
  private static final long LOT = 10;
  private static final long PRICE = 10_000;

  /** Between two orders: slower than the order rate of the limits. */
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

  private final Orders orders = new Orders(config(), instruments(), Map.of(VENUE, capabilities()));
  private long now = 1_700_000_000_000_000_000L;
  private long number;

  /** Fills the partition with resting orders. */
  public OrderCoreBenchmark() {
    for (int i = 0; i < RESTING; i++) {
      var id = submit(Side.BUY, PRICE - 50 - i % 50 * 5);
      report(new ExecutionReport.Accepted(ACCOUNT, id, "v", now));
    }
  }

  private static OrderConfig config() {
    return OrderConfig.of(Map.of(ACCOUNT, Limits.defaults()));
  }

  private static Instruments instruments() {
    return new Instruments(
        List.of(
            new Instrument(
                SYMBOL, AssetClass.SPOT, VENUE, "XYZ", "USD", 2, 3, 5, 10, 10, 1_000_000, 0, 1)));
  }

  private static Capabilities capabilities() {
    return new Capabilities(
        VENUE,
        EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
        EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
        true,
        true,
        Capabilities.Deduplication.FOR_EVER,
        true,
        STEP,
        STEP);
  }

  /** One round. */
  @Benchmark
  @OperationsPerInvocation(TRANSITIONS)
  public long round() {
    var side = number % 4 == 0 ? Side.BUY : Side.SELL; // two orders a round: sides alternate
    var filled = submit(side, PRICE);
    report(new ExecutionReport.Accepted(ACCOUNT, filled, "v", now));
    report(fill(filled, LOT, LOT));
    report(fill(filled, LOT, 2 * LOT));
    var canceled = submit(side, PRICE);
    report(new ExecutionReport.Accepted(ACCOUNT, canceled, "v", now));
    apply(orders.decide(new AmendOrder(ACCOUNT, canceled, 3 * LOT, PRICE, "bench", now), now));
    report(new ExecutionReport.Amended(ACCOUNT, canceled, 3 * LOT, PRICE, now));
    report(fill(canceled, LOT, LOT));
    apply(orders.decide(new CancelOrder(ACCOUNT, canceled, "bench", now), now));
    report(new ExecutionReport.Canceled(ACCOUNT, canceled, "asked", 0, now));
    return orders.fills();
  }

  /** Prints transitions per CPU second, round by round: the first ones warm up. */
  public static void main(String[] arguments) {
    var threads = ManagementFactory.getThreadMXBean();
    var benchmark = new OrderCoreBenchmark();
    for (int measurement = 1; measurement <= MEASUREMENTS; measurement++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUNDS; i++) {
        benchmark.round();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf("%,.0f transitions per CPU second%n", TRANSITIONS * ROUNDS / seconds);
    }
  }

  private String submit(Side side, long price) {
    now += STEP;
    orders.onMarket(
        new MarketEvent.Quote(SYMBOL, PRICE - 5, LOT, PRICE + 5, LOT, number, now, now));
    var id = "o" + number++;
    var order =
        new SubmitOrder(
            ACCOUNT,
            id,
            "bench",
            SYMBOL,
            side,
            OrderType.LIMIT,
            TimeInForce.GTC,
            2 * LOT,
            price,
            false,
            false,
            "bench",
            now);
    apply(orders.decide(order, now));
    long orderId = orders.lastOrderId();
    apply(orders.decideHandOver(orderId, now));
    orders.handedOver(orderId, now);
    return id;
  }

  private ExecutionReport fill(String id, long quantity, long cumulative) {
    return new ExecutionReport.Filled(
        ACCOUNT,
        id,
        "v",
        id + "-" + cumulative,
        quantity,
        PRICE,
        cumulative,
        1,
        "USD",
        Liquidity.MAKER,
        now);
  }

  private void report(ExecutionReport report) {
    var decision = orders.decide(report, now);
    if (decision.events().isEmpty() || !decision.incidents().isEmpty()) {
      throw new IllegalStateException(report + " led to " + decision);
    }
    apply(decision);
  }

  private void apply(Decision decision) {
    if (decision.reply() instanceof Refused refused) {
      throw new IllegalStateException(refused.toString());
    }
    decision.events().forEach(orders::apply);
    var due = orders.decideDue(now);
    if (!due.events().isEmpty()) {
      throw new IllegalStateException("nothing is owed here: " + due);
    }
  }
}
