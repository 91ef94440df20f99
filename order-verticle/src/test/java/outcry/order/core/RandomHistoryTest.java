package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** Random commands, reports, losses and repetitions; then what must always hold. */
class RandomHistoryTest {

  private static final int STEPS = 2_000;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  /** One run: the live state, its journal and its incidents. */
  private static final class Run {
    final SplittableRandom random;
    final Orders live = Samples.orders();
    final List<OrderEvent> journal = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Long> waiting = new ArrayList<>();
    int ids;
    int executions;
    long now = NOW;

    Run(long seed) {
      random = new SplittableRandom(seed);
    }

    void carryOut(Decision decision) {
      for (var event : decision.events()) {
        live.apply(event);
        journal.add(event);
      }
      incidents.addAll(decision.incidents());
      for (var effect : decision.effects()) {
        if (effect instanceof Effect.Enqueue enqueue) {
          waiting.add(enqueue.orderId());
        }
      }
    }

    void step() {
      now += random.nextLong(200_000_000);
      if (random.nextInt(4) == 0) {
        live.onMarket(Samples.quote(now));
      }
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> carryOut(live.decide(command(), now));
        case 3 -> carryOut(live.decideTimeouts(now));
        case 4 -> handOver();
        case 5 -> carryOut(live.decideOutcomeUnknown(1 + random.nextInt(ids + 1), "lost", now));
        case 6 -> {
          var found = report();
          var order = live.find(ACCOUNT, found.clientOrderId());
          order.ifPresent(view -> carryOut(live.decideFound(view.orderId(), found, now, now)));
        }
        case 7 -> {
          if (random.nextInt(20) == 0) {
            carryOut(live.decideRecovery(now));
          }
        }
        default -> carryOut(live.decide(report(), now));
      }
    }

    void handOver() {
      if (!waiting.isEmpty()) {
        long orderId = waiting.removeFirst();
        var decision = live.decideHandOver(orderId, now);
        carryOut(decision);
        if (!decision.effects().isEmpty()) {
          live.handedOver(orderId, now);
        }
      }
    }

    OrderCommand command() {
      return switch (random.nextInt(9)) {
        case 8 -> tradingState();
        case 0 -> new OrderCommand.CancelOrder(ACCOUNT, id(), "t", now);
        case 1 -> new OrderCommand.AmendOrder(ACCOUNT, id(), quantity(), price(), "t", now);
        case 2 ->
            random.nextInt(10) == 0
                ? new OrderCommand.CancelAll(ACCOUNT, "", "t", now)
                : tradingState();
        default -> submit();
      };
    }

    /** An unattributed fill halts the account: somebody must let it go on. */
    OrderCommand tradingState() {
      boolean account = random.nextBoolean();
      return new OrderCommand.SetTradingState(
          ACCOUNT,
          account ? TradingScope.ACCOUNT : TradingScope.INSTRUMENT,
          account ? ACCOUNT : SYMBOL,
          random.nextInt(8) == 0 ? TradingState.HALTED : TradingState.ACTIVE,
          "t",
          "t",
          now);
    }

    OrderCommand submit() {
      var id = random.nextInt(10) == 0 ? id() : "o" + ids++;
      var side = random.nextBoolean() ? Side.BUY : Side.SELL;
      var order = Samples.limit(id, side, quantity(), price());
      return new OrderCommand.SubmitOrder(
          order.account(),
          order.clientOrderId(),
          order.strategy(),
          order.symbol(),
          side,
          order.type(),
          order.timeInForce(),
          order.quantity(),
          order.price(),
          false,
          false,
          "t",
          now);
    }

    String id() {
      return "o" + random.nextInt(ids + 1);
    }

    long quantity() {
      return 10 * (1 + random.nextInt(30));
    }

    long price() {
      return 9_900 + 5 * random.nextInt(40);
    }

    ExecutionReport report() {
      var id = "o" + Math.max(0, ids - 1 - random.nextInt(12));
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> Samples.accepted(id);
        case 4, 5, 6, 7 -> {
          boolean repeated = executions > 0 && random.nextInt(5) == 0;
          var execution = "e" + (repeated ? random.nextInt(executions) : executions++);
          yield Samples.filled(id, execution, quantity() / 3 + 1, 0);
        }
        case 8 -> Samples.canceled(id);
        case 9 -> new ExecutionReport.CancelRejected(ACCOUNT, id, "r", now);
        case 10 -> new ExecutionReport.Amended(ACCOUNT, id, quantity(), price(), now);
        default ->
            random.nextBoolean()
                ? new ExecutionReport.AmendRejected(ACCOUNT, id, "r", now)
                : random.nextBoolean()
                    ? new ExecutionReport.Rejected(ACCOUNT, id, "r", now)
                    : Samples.notFound(id);
      };
    }
  }

  private static Run run(long seed) {
    var run = new Run(seed);
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    return run;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatMustAlwaysHold(long seed) {
    var run = run(seed);
    assertTrue(run.journal.size() > 100, "the run did nothing");

    var replayed = Samples.orders();
    run.journal.forEach(replayed::apply);
    assertEquals(run.live.snapshot(), replayed.snapshot());
    assertEquals(run.live.snapshot().hash(), replayed.snapshot().hash());

    positionIsTheSumOfFills(run);
    filledNeverExceedsOrderedWithoutAnIncident(run);
    versionsAreConsecutive(run);
  }

  private static void positionIsTheSumOfFills(Run run) {
    long position = 0;
    for (var event : run.journal) {
      if (event instanceof OrderFilled fill) {
        position += fill.quantity() * fill.side().sign();
      }
    }
    assertEquals(position, run.live.position(ACCOUNT, SYMBOL).quantity());
  }

  private static void filledNeverExceedsOrderedWithoutAnIncident(Run run) {
    Map<Long, Long> ordered = new HashMap<>();
    Map<Long, Long> asked = new HashMap<>();
    Map<Long, Long> filled = new HashMap<>();
    int overfills = 0;
    for (var event : run.journal) {
      switch (event) {
        case OrderIntended intent -> ordered.put(intent.orderId(), intent.order().quantity());
        case OrderDenied denied -> ordered.put(denied.orderId(), denied.order().quantity());
        case AmendRequested amend -> asked.put(amend.orderId(), amend.quantity());
        case OrderAmended amended -> {
          ordered.put(amended.orderId(), amended.quantity());
          asked.remove(amended.orderId());
        }
        case OrderFilled fill -> {
          long sum = filled.merge(fill.orderId(), fill.quantity(), Long::sum);
          long most = Math.max(ordered.get(fill.orderId()), asked.getOrDefault(fill.orderId(), 0L));
          overfills += sum > most ? 1 : 0;
          if (fill.leavesQuantity() == 0) {
            asked.remove(fill.orderId());
          }
        }
        case AmendRejected _, OrderCanceled _, OrderExpired _, OrderRejected _, OrderNotSent _ ->
            asked.remove(event.orderId());
        case OrderEvent _ -> {
          // no quantity
        }
      }
    }
    long reported = run.incidents.stream().filter(i -> i.kind() == Incident.Kind.OVERFILL).count();
    assertEquals(overfills, reported);
    for (var view : run.live.recent(ACCOUNT, 100_000)) {
      assertEquals(filled.getOrDefault(view.orderId(), 0L), view.cumulativeQuantity());
    }
  }

  private static void versionsAreConsecutive(Run run) {
    Map<Long, Integer> versions = new HashMap<>();
    for (var event : run.journal) {
      if (event.orderId() != 0) {
        assertEquals(event.version(), versions.merge(event.orderId(), 1, Integer::sum));
      }
    }
  }
}
