package outcry.strategy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.model.Contingency;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.Liquidity;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;

/**
 * Stands in for the owner of partition 0: journals, rings, answers, repeats its answers. Market
 * orders fill at once at {@link #marketPrice}; limit orders work until canceled or filled by hand.
 */
final class FakeOwner {

  private static final class Order {
    SubmitOrder submit;
    long id;
    int version;
    long leaves;
    boolean open;
  }

  private final Bus bus;
  private final List<JournaledEvent> journal = new ArrayList<>();
  private final Map<String, Order> orders = new LinkedHashMap<>();

  /** Every command received, repetitions included. */
  final List<OrderCommand> commands = new ArrayList<>();

  /** Answers for the next commands, before the ordinary ones; a null promise never answers. */
  final Deque<OrderReply> answers = new ArrayDeque<>();

  static final OrderReply SILENCE = new Acknowledged("silence", 0, OrderStatus.SENT);

  long marketPrice = 10_000;
  boolean mute;
  int pulls;

  FakeOwner(Bus bus) {
    this.bus = bus;
    listen();
  }

  /** On the context that is current; it must outlive that of before. */
  final void listen() {
    bus.onRequest(Addresses.orderCommands(0), this::onCommand);
    bus.onRequest(
        Addresses.orderCatchUp(0),
        query -> {
          pulls++;
          int from = (int) query.afterSequence();
          int to = Math.min(journal.size(), from + query.limit());
          return Future.succeededFuture(
              new JournalAdvance(0, to, List.copyOf(journal.subList(from, to))));
        });
  }

  private Future<OrderReply> onCommand(OrderCommand command) {
    commands.add(command);
    var scripted = answers.poll();
    if (scripted == SILENCE) {
      return Promise.<OrderReply>promise().future();
    }
    if (scripted != null) {
      return Future.succeededFuture(scripted);
    }
    return Future.succeededFuture(
        switch (command) {
          case SubmitOrder c -> submit(c);
          case CancelOrder c -> cancel(c);
          case AmendOrder c -> amend(c);
          case OrderCommand.StartAlgorithm c -> {
            write(new AlgorithmStarted(c.account(), c, 1, 0));
            yield new Acknowledged(c.algorithmId(), 0, OrderStatus.WORKING);
          }
          case OrderCommand.CancelAlgorithm c -> {
            write(new AlgorithmEnded(c.account(), c.algorithmId(), "canceled", 0));
            yield new Acknowledged(c.algorithmId(), 0, OrderStatus.CANCELED);
          }
          case OrderCommand.SubmitList c -> submit(c);
          case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ ->
              throw new AssertionError("strategies do not send " + command);
        });
  }

  /** Of a bracket the first is sent, the others are held for ever. */
  private OrderReply submit(OrderCommand.SubmitList list) {
    if (list.contingency() != Contingency.NONE) {
      write(
          new ListSubmitted(
              list.account(),
              list.listId(),
              list.contingency(),
              list.orders().stream().map(SubmitOrder::clientOrderId).toList(),
              list.cause(),
              0));
    }
    var each = new ArrayList<OrderReply>();
    for (var order : list.orders()) {
      boolean isHeld = list.contingency() == Contingency.BRACKET && !each.isEmpty();
      each.add(isHeld ? hold(order) : submit(order));
    }
    return new OrderReply.ListAcknowledged(list.listId(), each);
  }

  private OrderReply hold(SubmitOrder command) {
    var order = new Order();
    order.submit = command;
    order.id = orders.size() + 1;
    order.leaves = command.quantity();
    order.open = true;
    orders.put(command.clientOrderId(), order);
    write(new OrderHeld(command.account(), order.id, ++order.version, command, 1, 0));
    return new Acknowledged(command.clientOrderId(), order.id, OrderStatus.TRIGGER_PENDING);
  }

  private OrderReply submit(SubmitOrder command) {
    var known = orders.get(command.clientOrderId());
    if (known != null) {
      return known.submit.sameContent(command)
          ? new Acknowledged(command.clientOrderId(), known.id, OrderStatus.WORKING)
          : new Refused(RefusalCode.CLIENT_ID_REUSED, "");
    }
    var order = new Order();
    order.submit = command;
    order.id = orders.size() + 1;
    order.leaves = command.quantity();
    order.open = true;
    orders.put(command.clientOrderId(), order);
    write(new OrderIntended(command.account(), order.id, ++order.version, command, 0, 1, 0));
    write(new OrderAccepted(command.account(), order.id, ++order.version, "v" + order.id, 0, 0));
    if (command.type() == OrderType.MARKET) {
      fill(command.clientOrderId(), command.quantity(), marketPrice);
    }
    return new Acknowledged(command.clientOrderId(), order.id, OrderStatus.WORKING);
  }

  private OrderReply cancel(CancelOrder command) {
    var order = orders.get(command.clientOrderId());
    if (order == null) {
      return new Refused(RefusalCode.UNKNOWN_ORDER, command.clientOrderId());
    }
    if (!order.open) {
      return new Refused(RefusalCode.TERMINAL, command.clientOrderId());
    }
    order.open = false;
    write(new OrderCanceled(command.account(), order.id, ++order.version, command.cause(), 0));
    return new Acknowledged(command.clientOrderId(), order.id, OrderStatus.CANCELED);
  }

  private OrderReply amend(AmendOrder command) {
    var order = orders.get(command.clientOrderId());
    write(
        new OrderAmended(
            command.account(),
            order.id,
            ++order.version,
            command.quantity(),
            command.price(),
            0,
            0));
    return new Acknowledged(command.clientOrderId(), order.id, OrderStatus.WORKING);
  }

  void fill(String clientOrderId, long quantity, long price) {
    var order = orders.get(clientOrderId);
    order.leaves -= quantity;
    order.open = order.leaves > 0;
    write(
        new OrderFilled(
            order.submit.account(),
            order.id,
            ++order.version,
            order.submit.symbol(),
            order.submit.side(),
            order.submit.strategy(),
            "x" + journal.size(),
            quantity,
            price,
            order.leaves,
            0,
            "USDT",
            Liquidity.TAKER,
            0,
            0));
  }

  void write(OrderEvent event) {
    journal.add(new JournaledEvent(0, journal.size() + 1L, 1, event));
    if (!mute) {
      ring(1);
    }
  }

  /** A doorbell with the last events. */
  void ring(int events) {
    var last = journal.subList(journal.size() - events, journal.size());
    bus.publish(
        Addresses.journalAdvance(0), new JournalAdvance(0, journal.size(), List.copyOf(last)));
  }

  List<String> openOrders() {
    return orders.entrySet().stream()
        .filter(each -> each.getValue().open)
        .map(Map.Entry::getKey)
        .toList();
  }
}
