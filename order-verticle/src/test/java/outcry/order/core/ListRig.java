package outcry.order.core;

import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.query.OrderView;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;

/** An owner without journal and venue: applies, hands over at once, does what is due. */
final class ListRig {

  /** Room for many orders. */
  static final Limits WIDE =
      new Limits(7, 100_000_00000000L, 5_000, 10_000, 10_000, 500, Duration.ofSeconds(10), Map.of())
          .with(SYMBOL, new InstrumentLimits(100_000, 900_000));

  Orders orders;
  final List<OrderEvent> journal = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();

  /** What the venue was asked, in order: submit, cancel, amend. */
  final Deque<Effect> asked = new ArrayDeque<>();

  long now = NOW;
  private int trades;

  ListRig() {
    this(Samples.orders());
  }

  ListRig(Orders orders) {
    this.orders = orders;
  }

  OrderReply command(OrderCommand command) {
    var decision = orders.decide(command, now);
    carryOut(decision);
    return decision.reply();
  }

  List<OrderReply> list(SubmitList list) {
    return ((ListAcknowledged) command(list)).each();
  }

  void report(ExecutionReport report) {
    carryOut(orders.decide(report, now));
  }

  void accepted(String... ids) {
    for (var id : ids) {
      report(Samples.accepted(id));
    }
  }

  void filled(String id, long quantity) {
    long before = view(id).cumulativeQuantity();
    report(Samples.filled(id, "e" + journal.size(), quantity, before + quantity));
  }

  void canceled(String... ids) {
    for (var id : ids) {
      report(Samples.canceled(id));
    }
  }

  void trade(long price) {
    now++;
    if (orders.onMarket(Samples.trade(++trades, price, now))) {
      due();
    }
  }

  void pass(long nanos) {
    now += nanos;
    orders.onMarket(Samples.quote(now));
    due();
  }

  void carryOut(Decision decision) {
    applied(decision);
    due();
  }

  private void applied(Decision decision) {
    incidents.addAll(decision.incidents());
    for (var event : decision.events()) {
      orders.apply(event);
      journal.add(event);
    }
    for (var effect : decision.effects()) {
      if (effect instanceof Effect.Enqueue enqueue) {
        handOver(enqueue.orderId());
      } else {
        asked.add(effect);
      }
    }
  }

  private void handOver(long orderId) {
    var decision = orders.decideHandOver(orderId, now);
    applied(decision);
    if (!decision.effects().isEmpty()) {
      orders.handedOver(orderId, now);
    }
  }

  void due() {
    for (int i = 0; i < 500; i++) {
      var due = orders.decideDue(now);
      if (due.isNothing()) {
        return;
      }
      applied(due);
    }
    throw new AssertionError("what is due never ends: " + journal.getLast());
  }

  OrderView view(String id) {
    return orders.find(ACCOUNT, id).orElseThrow();
  }

  OrderStatus status(String id) {
    return view(id).status();
  }

  List<Incident.Kind> incidentKinds() {
    return incidents.stream().map(Incident::kind).toList();
  }

  /** What was asked of the venue since the last call; questions aside. */
  List<String> asked() {
    var texts = new ArrayList<String>();
    while (!asked.isEmpty()) {
      switch (asked.poll()) {
        case Effect.Submit(_, _, var order) ->
            texts.add(
                "submit "
                    + order.clientOrderId()
                    + " "
                    + order.type()
                    + " "
                    + order.side()
                    + " "
                    + order.quantity());
        case Effect.Cancel cancel -> texts.add("cancel " + cancel.clientOrderId());
        case Effect.CancelGhost ghost -> texts.add("cancel ghost " + ghost.clientOrderId());
        case Effect.Amend amend ->
            texts.add("amend " + amend.clientOrderId() + " " + amend.quantity());
        case Effect.Query _, Effect.Enqueue _ -> {
          // changes nothing at the venue
        }
      }
    }
    return texts;
  }

  static SubmitOrder limit(String id, Side side, long quantity, long price) {
    return Samples.limit(id, side, quantity, price);
  }

  static SubmitOrder stop(String id, Side side, long quantity, long trigger) {
    return Samples.instructed(
        id,
        side,
        OrderType.STOP,
        TimeInForce.GTC,
        quantity,
        0,
        Instructions.trigger(trigger, TriggerBy.LAST_TRADE));
  }

  /** Buys 100 at 100.00, stop at 99.00, target at 102.00. */
  static SubmitList bracket(String id) {
    return list(
        id,
        Contingency.BRACKET,
        limit(id + "-entry", Side.BUY, 100, 10_000),
        stop(id + "-stop", Side.SELL, 100, 9_900),
        limit(id + "-target", Side.SELL, 100, 10_200));
  }

  static SubmitList list(String id, Contingency contingency, SubmitOrder... orders) {
    return new SubmitList(ACCOUNT, id, contingency, List.of(orders), "test", NOW);
  }
}
