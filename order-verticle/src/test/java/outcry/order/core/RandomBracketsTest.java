package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.query.OrderView;

/**
 * Brackets through partial fills, triggers, cancels, lost and repeated reports, lost requests and
 * owners that die between any two appends. At rest, what each bracket holds is covered, once.
 */
class RandomBracketsTest {

  private static final int STEPS = 160;
  private static final int BRACKETS = 5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 400);
  }

  private static final class Run {
    final SplittableRandom random;
    final TinyVenue venue = new TinyVenue();
    final OrderConfig config = OrderConfig.of(Map.of(ACCOUNT, ListRig.WIDE));
    final List<OrderEvent> journal = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    Orders orders = Samples.orders(config);
    long now = Samples.NOW;
    int brackets;
    int trades;

    Run(long seed) {
      random = new SplittableRandom(seed);
      orders.onMarket(Samples.quote(now));
    }

    void carryOut(Decision decision) {
      applied(decision);
      due();
    }

    void applied(Decision decision) {
      incidents.addAll(decision.incidents());
      for (var event : decision.events()) {
        orders.apply(event);
        journal.add(event);
      }
      effects.addAll(decision.effects());
    }

    void due() {
      for (int i = 0; i < 1_000; i++) {
        var due = orders.decideDue(now);
        if (due.isNothing()) {
          return;
        }
        applied(due);
      }
      throw new AssertionError("what is due never ends: " + journal.getLast());
    }

    void step() {
      now += random.nextLong(300_000_000);
      switch (random.nextInt(16)) {
        case 0, 1 -> submit();
        case 2, 3, 4 -> fill();
        case 5 -> trade(9_850 + random.nextInt(300));
        case 6 -> cancel();
        case 7 -> tick();
        case 8, 9, 10 -> ask();
        default -> deliver();
      }
      if (random.nextInt(60) == 0) {
        crash();
      }
    }

    void submit() {
      if (brackets < BRACKETS) {
        carryOut(orders.decide(bracket("b" + brackets++), now));
      }
    }

    SubmitList bracket(String id) {
      boolean hasTarget = random.nextInt(4) > 0;
      var orders =
          new ArrayList<>(
              List.of(
                  Samples.limit(id + "e", Side.BUY, 100, 10_000),
                  ListRig.stop(id + "s", Side.SELL, 100, 9_900)));
      if (hasTarget) {
        orders.add(Samples.limit(id + "t", Side.SELL, 100, 10_200));
      }
      return new SubmitList(
          ACCOUNT, id, Contingency.BRACKET, orders.stream().map(this::at).toList(), "t", now);
    }

    private SubmitOrder at(SubmitOrder o) {
      return new SubmitOrder(
          o.account(),
          o.clientOrderId(),
          o.strategy(),
          o.symbol(),
          o.side(),
          o.type(),
          o.timeInForce(),
          o.quantity(),
          o.price(),
          false,
          false,
          o.instructions(),
          "t",
          now);
    }

    void fill() {
      var open = venue.orders.values().stream().filter(TinyVenue.Live::isOpen).toList();
      if (!open.isEmpty()) {
        var live = open.get(random.nextInt(open.size()));
        venue.fill(live, 10 * (2 + random.nextInt(9)), random.nextInt(3) == 0, now);
      }
    }

    void trade(long price) {
      orders.onMarket(Samples.quote(now));
      if (orders.onMarket(Samples.trade(++trades, price, now))) {
        due();
      }
    }

    void cancel() {
      if (brackets > 0 && random.nextInt(4) == 0) {
        var id = "b" + random.nextInt(brackets) + "est".charAt(random.nextInt(3));
        carryOut(orders.decide(new CancelOrder(ACCOUNT, id, "t", now), now));
      }
    }

    void tick() {
      orders.onMarket(Samples.quote(now));
      carryOut(orders.decideTimeouts(now));
      orders.dueQueries(10, now).forEach(this::query);
    }

    void query(Effect.Query query) {
      orders.queryStarted(query.orderId());
      for (var report : venue.query(query.clientOrderId(), now)) {
        carryOut(orders.decideFound(query.orderId(), report, now, now));
      }
      orders.queryEnded(query.orderId(), now);
    }

    /** The first of what is to be asked reaches the venue, or is lost. */
    void ask() {
      if (effects.isEmpty()) {
        return;
      }
      var effect = effects.removeFirst();
      if (effect instanceof Effect.Enqueue enqueue) {
        var decision = orders.decideHandOver(enqueue.orderId(), now);
        applied(decision);
        if (!decision.effects().isEmpty()) {
          orders.handedOver(enqueue.orderId(), now);
        }
      } else if (effect instanceof Effect.Query query) {
        query(query);
      } else if (random.nextInt(25) == 0) {
        carryOut(orders.decideOutcomeUnknown(effect.orderId(), "lost", now));
      } else {
        venue.ask(effect, now);
      }
    }

    /** One of what was said arrives: any, perhaps again, perhaps never. */
    void deliver() {
      if (venue.said.isEmpty()) {
        return;
      }
      int which = random.nextInt(3) == 0 ? random.nextInt(venue.said.size()) : 0;
      ExecutionReport report = venue.said.get(which);
      if (random.nextInt(12) > 0) {
        venue.said.remove(which);
      }
      boolean isLost = !(report instanceof ExecutionReport.Filled) && random.nextInt(20) == 0;
      if (!isLost) { // a fill is late at worst: what ends an order does not tell what filled
        carryOut(orders.decide(report, now));
      }
    }

    /** The next owner knows the journal, and asks the venue about what is open. */
    void crash() {
      effects.clear();
      orders = Samples.orders(config);
      journal.forEach(orders::apply);
      orders.onMarket(Samples.quote(now));
      carryOut(orders.decideRecovery(now));
    }

    /** Nothing is lost any more, and nothing new happens. */
    void rest() {
      for (int i = 0; i < 60; i++) {
        now += SECOND;
        do {
          while (!effects.isEmpty()) {
            var effect = effects.removeFirst();
            if (effect instanceof Effect.Enqueue enqueue) {
              var decision = orders.decideHandOver(enqueue.orderId(), now);
              applied(decision);
              if (!decision.effects().isEmpty()) {
                orders.handedOver(enqueue.orderId(), now);
              }
            } else if (effect instanceof Effect.Query query) {
              query(query);
            } else {
              venue.ask(effect, now);
            }
          }
          for (var live : venue.orders.values()) {
            if (live.isOpen() && live.order.type() == OrderType.MARKET) {
              venue.fill(live, live.leaves(), true, now);
            }
          }
          while (!venue.said.isEmpty()) {
            carryOut(orders.decide(venue.said.removeFirst(), now));
          }
        } while (!effects.isEmpty() || !venue.said.isEmpty());
        tick();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatABracketHoldsIsCoveredOnce(long seed) {
    var run = new Run(seed);
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    run.rest();

    var net = netByOrder(run.journal);
    long position = 0;
    for (int i = 0; i < run.brackets; i++) {
      position += held(run, "b" + i, net);
    }
    assertEquals(position, run.orders.position(ACCOUNT, SYMBOL).quantity());
    replaysTheSame(run);
  }

  private static long held(Run run, String id, Map<Long, Long> net) {
    var entry = run.orders.find(ACCOUNT, id + "e").orElseThrow();
    var stop = run.orders.find(ACCOUNT, id + "s").orElseThrow();
    var target = run.orders.find(ACCOUNT, id + "t");
    long held = net.getOrDefault(entry.orderId(), 0L);
    held += net.getOrDefault(stop.orderId(), 0L);
    held += target.map(view -> net.getOrDefault(view.orderId(), 0L)).orElse(0L);
    for (int i = 1; i <= 9; i++) {
      var close = run.orders.find(ACCOUNT, id + "-close" + (i == 1 ? "" : i));
      held += close.map(view -> net.getOrDefault(view.orderId(), 0L)).orElse(0L);
    }
    var text =
        id + " holds " + held + "\n" + entry + "\n" + stop + "\n" + target + "\n" + run.incidents;
    long least = Samples.INSTRUMENT.minQuantity();
    assertTrue(held > -least, "closed twice: " + text);
    long atHeld = held;
    boolean waived =
        run.incidents.stream()
            .map(Incident::detail)
            .anyMatch(told -> told.contains("list " + id) && told.contains("was canceled"));
    if (held >= least && !(stop.status().isTerminal() && waived)) {
      assertEquals(OrderStatus.TRIGGER_PENDING, stop.status(), text);
      assertEquals(held, stop.quantity(), text);
    }
    target.ifPresent(
        view ->
            assertTrue(
                leaves(view) <= Math.max(0, atHeld), () -> "covered twice: " + atHeld + text));
    if (held <= 0 && entry.status().isTerminal()) {
      assertTrue(stop.status().isTerminal(), text);
    }
    return held;
  }

  private static long leaves(OrderView view) {
    boolean atVenue = !view.status().isTerminal() && view.status() != OrderStatus.TRIGGER_PENDING;
    return atVenue ? view.quantity() - view.cumulativeQuantity() : 0;
  }

  private static Map<Long, Long> netByOrder(List<OrderEvent> journal) {
    var net = new LinkedHashMap<Long, Long>();
    for (var event : journal) {
      if (event instanceof OrderFilled fill) {
        net.merge(fill.orderId(), fill.quantity() * fill.side().sign(), Long::sum);
      } else if (event instanceof FillBusted) {
        throw new AssertionError("nothing is taken back here");
      }
    }
    return net;
  }

  private static void replaysTheSame(Run run) {
    var replayed = Samples.orders(run.config);
    run.journal.forEach(replayed::apply);
    assertEquals(run.orders.snapshot(), replayed.snapshot());
  }
}
