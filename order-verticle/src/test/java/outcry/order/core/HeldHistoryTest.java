package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Algorithm;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.Instruments;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.TriggerMoved;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingDay;
import outcry.model.query.OrderView;

/**
 * Held orders and algorithms at a venue that can do nothing of it, through random markets, answers
 * and crashes; then what must always hold.
 */
class HeldHistoryTest {

  private static final int STEPS = 1_000;

  private static final OrderConfig CONFIG =
      Samples.config()
          .withTradingDays(
              new TradingDays(
                  new TradingDay(
                      ZoneOffset.UTC,
                      LocalTime.of(22, 30),
                      LocalTime.of(22, 15),
                      EnumSet.allOf(DayOfWeek.class)),
                  Map.of()));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  private static Orders empty() {
    return new Orders(
        CONFIG, new Instruments(List.of(Samples.INSTRUMENT)), Map.of(Samples.VENUE, Samples.PLAIN));
  }

  private static final class Run {
    final SplittableRandom random;
    final List<OrderEvent> journal = new ArrayList<>();
    final List<Long> waiting = new ArrayList<>();
    Orders live = empty();
    long now = NOW;
    long price = 10_000;
    int ids;
    int executions;
    int crashes;

    Run(long seed) {
      random = new SplittableRandom(seed);
    }

    void carryOut(Decision decision) {
      decision.events().forEach(live::apply);
      journal.addAll(decision.events());
      for (var effect : decision.effects()) {
        if (effect instanceof Effect.Enqueue enqueue) {
          waiting.add(enqueue.orderId());
        }
      }
    }

    void due() {
      for (int i = 0; i < 10_000; i++) {
        var decision = live.decideDue(now);
        if (decision.isNothing()) {
          assertTrue(live.nextDueNanos() > now, "owed, but nothing followed");
          return;
        }
        carryOut(decision);
      }
      throw new AssertionError("there is no end to what is owed");
    }

    void step() {
      now += random.nextInt(50) == 0 ? random.nextLong(120 * SECOND) : random.nextLong(SECOND / 2);
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> carryOut(live.decide(command(), now));
        case 3, 4, 5, 6 -> market();
        case 7 -> carryOut(live.decideTimeouts(now));
        case 8 -> crashSometimes();
        case 9, 10, 11 -> handOver();
        default -> report();
      }
      due();
    }

    void market() {
      price = Math.clamp(price + 5 * random.nextInt(-6, 7), 9_700, 10_300);
      if (random.nextInt(20) == 0) {
        var states = StreamHealth.State.values();
        var state = random.nextBoolean() ? states[random.nextInt(states.length)] : states[0];
        live.onMarket(new StreamHealth(SYMBOL, state, "", now, now));
      }
      live.onMarket(Samples.quote(price - 5, price + 5, now));
      live.onMarket(Samples.trade(random.nextInt(1_000), price, now));
    }

    void crashSometimes() {
      if (random.nextInt(4) == 0) {
        var next = empty();
        journal.forEach(next::apply);
        assertEquals(live.snapshot(), next.snapshot());
        live = next;
        waiting.clear();
        carryOut(live.decideRecovery(now));
        crashes++;
      }
    }

    void handOver() {
      if (!waiting.isEmpty()) {
        var decision = live.decideHandOver(waiting.getFirst(), now);
        carryOut(decision);
        if (!decision.effects().isEmpty()) {
          live.handedOver(waiting.getFirst(), now);
        }
        waiting.removeFirst();
      }
    }

    OrderCommand command() {
      return switch (random.nextInt(10)) {
        case 0 -> new OrderCommand.CancelOrder(ACCOUNT, anyId(), "t", now);
        case 1, 2 ->
            new OrderCommand.AmendOrder(
                ACCOUNT,
                anyId(),
                quantity(),
                random.nextBoolean() ? 0 : near(),
                random.nextBoolean() ? 0 : near(),
                "t",
                now);
        case 3 ->
            random.nextInt(8) == 0
                ? new OrderCommand.CancelAll(ACCOUNT, "", "t", now)
                : new OrderCommand.CancelAlgorithm(
                    ACCOUNT, "w" + random.nextInt(ids + 1), "t", now);
        case 4, 5 -> algorithm();
        default -> order();
      };
    }

    OrderCommand algorithm() {
      long quantity = 4 * quantity();
      var algorithm =
          switch (random.nextInt(4)) {
            case 0 -> new Algorithm.Twap(1 + random.nextInt(6));
            case 1 -> new Algorithm.Vwap(List.of(3, 1, 0, 2));
            case 2 -> new Algorithm.Pov(1 + random.nextInt(5_000));
            default -> new Algorithm.Iceberg(20 + 10 * random.nextInt((int) quantity / 20));
          };
      return new OrderCommand.StartAlgorithm(
          ACCOUNT,
          "w" + ids++,
          "s",
          SYMBOL,
          side(),
          algorithm,
          quantity,
          random.nextInt(3) == 0 ? 0 : near(),
          false,
          now + random.nextLong(5 * SECOND),
          now + 10 * SECOND + random.nextLong(60 * SECOND),
          "t",
          now);
    }

    OrderCommand order() {
      var type = OrderType.values()[random.nextInt(OrderType.values().length)];
      var time = TimeInForce.values()[random.nextInt(TimeInForce.values().length)];
      var trail =
          type == OrderType.TRAILING_STOP
              ? new Trail(Trail.Unit.values()[random.nextInt(3)], 1 + random.nextInt(100))
              : Trail.NONE;
      return new OrderCommand.SubmitOrder(
          ACCOUNT,
          "o" + ids++,
          "s",
          SYMBOL,
          side(),
          type,
          time,
          quantity(),
          type.hasLimit() ? near() : 0,
          false,
          random.nextInt(4) == 0,
          new Instructions(
              type.hasTrigger() ? near() : 0,
              TriggerBy.values()[random.nextInt(3)],
              trail,
              0,
              time == TimeInForce.GTD ? now + random.nextLong(100 * SECOND) : 0,
              ""),
          "t",
          now);
    }

    Side side() {
      return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    long quantity() {
      return 20 + 10L * random.nextInt(10);
    }

    long near() {
      return price + 5 * random.nextInt(-20, 21);
    }

    OrderView any() {
      var known = live.recent(ACCOUNT, 30);
      return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    String anyId() {
      var any = any();
      return any == null ? "o0" : any.clientOrderId();
    }

    void report() {
      var order = any();
      if (order == null) {
        return;
      }
      var id = order.clientOrderId();
      long leaves = Math.max(1, order.quantity() - order.cumulativeQuantity());
      ExecutionReport report =
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> Samples.accepted(id);
            case 4, 5, 6 ->
                Samples.filled(
                    id,
                    "e" + executions++,
                    random.nextBoolean() ? leaves : 1 + random.nextLong(leaves),
                    0);
            case 7 -> Samples.canceled(id);
            case 8 -> new ExecutionReport.CancelRejected(ACCOUNT, id, "r", now);
            default ->
                random.nextBoolean()
                    ? new ExecutionReport.Rejected(ACCOUNT, id, "r", now)
                    : Samples.notFound(id);
          };
      carryOut(
          report instanceof ExecutionReport.NotFound
              ? live.decideFound(order.orderId(), report, now, now)
              : live.decide(report, now));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatMustAlwaysHold(long seed) {
    var run = new Run(seed);
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    assertTrue(run.journal.size() > 300 && run.crashes > 5, "the run did nothing");

    var replayed = empty();
    run.journal.forEach(replayed::apply);
    assertEquals(run.live.snapshot().hash(), replayed.snapshot().hash());
    childrenNeverExceedTheirParent(run.journal);
    trailingStopsNeverLoosen(run.journal);
  }

  /** Counted anew from the journal: what filled, and in full whatever is not over. */
  private static void childrenNeverExceedTheirParent(List<OrderEvent> journal) {
    Map<String, Long> asked = new HashMap<>();
    Map<Long, String> parents = new HashMap<>();
    Map<Long, Long> open = new LinkedHashMap<>();
    Map<Long, Long> filled = new HashMap<>();
    int children = 0;
    for (var event : journal) {
      long id = event.orderId();
      switch (event) {
        case AlgorithmStarted started ->
            asked.put(started.order().algorithmId(), started.order().quantity());
        case OrderIntended intent -> {
          var parent = intent.order().instructions().parent();
          if (!parent.isEmpty()) {
            children++;
            parents.put(id, parent);
            open.put(id, intent.order().quantity());
            long sum =
                parents.entrySet().stream()
                    .filter(child -> child.getValue().equals(parent))
                    .mapToLong(
                        child ->
                            Math.max(
                                open.getOrDefault(child.getKey(), 0L),
                                filled.getOrDefault(child.getKey(), 0L)))
                    .sum();
            assertTrue(sum <= asked.get(parent), parent + " " + sum);
          }
        }
        case OrderFilled fill -> filled.merge(id, fill.quantity(), Long::sum);
        case OrderCanceled _, OrderExpired _, OrderRejected _, OrderNotSent _, OrderDenied _ ->
            open.remove(id);
        case OrderEvent _ -> {
          // no quantity
        }
      }
    }
    assertTrue(children > 3, "no algorithm did anything");
  }

  private static void trailingStopsNeverLoosen(List<OrderEvent> journal) {
    Map<Long, OrderHeld> held = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    for (var event : journal) {
      if (event instanceof OrderHeld order) {
        held.put(order.orderId(), order);
      } else if (event instanceof TriggerMoved moved && !moved.cause().equals("t")) {
        var order = held.get(moved.orderId()).order();
        assertEquals(OrderType.TRAILING_STOP, order.type());
        long before = last.getOrDefault(moved.orderId(), order.instructions().triggerPrice());
        boolean tighter = (moved.triggerPrice() - before) * order.side().sign() < 0;
        assertTrue(before == 0 || tighter, moved + " after " + before);
      }
      if (event instanceof TriggerMoved moved) {
        last.put(moved.orderId(), moved.triggerPrice());
      }
    }
  }
}
