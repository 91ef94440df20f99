package outcry.simulation.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.order.core.owner.OwnerJournal;
import outcry.simulation.database.Connection;
import outcry.simulation.database.Tables;
import outcry.simulation.fault.FaultPoint;

/** An owner's journal: its connection to the database, with the fault points before and after. */
final class NodeJournal implements OwnerJournal {

  private final Node node;
  private final Connection connection;
  private final Tables tables;
  private final Ownership ownership;
  private final Lane requests;

  /**
   * @param ownership as the lease was granted
   */
  NodeJournal(Node node, Connection connection, Tables tables, Ownership ownership) {
    this.node = node;
    this.connection = connection;
    this.tables = tables;
    this.ownership = ownership;
    this.requests = new Lane(node);
  }

  /** The claim was made with the lease. */
  @Override
  public void claim(
      int partition, String owner, long nowNanos, BiConsumer<Ownership, Throwable> outcome) {
    node.soon(() -> outcome.accept(ownership, null));
  }

  @Override
  public void append(
      Ownership under, List<OrderEvent> events, BiConsumer<Long, Throwable> outcome) {
    var batch = List.copyOf(events);
    requests.add(
        () ->
            node.through(
                FaultPoint.S2,
                () -> connection.ask(() -> tables.append(under, batch), appended(batch, outcome))));
  }

  private BiConsumer<Long, Throwable> appended(
      List<OrderEvent> events, BiConsumer<Long, Throwable> outcome) {
    var point = afterCommitOf(events);
    return onNode(
        (last, failure) -> {
          if (failure != null && node.trace().isOn()) {
            node.trace().line(node.name(), "append fails: " + failure.getMessage() + ": " + events);
          }
          if (failure != null || point == null) {
            outcome.accept(last, failure);
          } else {
            node.through(point, () -> outcome.accept(last, null));
          }
        });
  }

  /** Null if no step of an order's life begins here. */
  private static FaultPoint afterCommitOf(List<OrderEvent> events) {
    return switch (events.getLast()) {
      case OrderIntended _ -> FaultPoint.S3;
      case OrderFilled _ -> FaultPoint.S9;
      case CancelRequested _ -> FaultPoint.S10;
      case OrderEvent.OrderCanceled _,
          OrderEvent.OrderExpired _,
          OrderEvent.OrderRejected _,
          OrderEvent.OrderNotSent _,
          OrderEvent.OrderDenied _ ->
          FaultPoint.S12;
      case OrderEvent _ -> null;
    };
  }

  @Override
  public void read(
      int partition,
      long afterSequence,
      int limit,
      BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    ask(() -> tables.read(partition, afterSequence, limit), outcome);
  }

  @Override
  public void history(
      int partition, long orderId, BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    ask(() -> tables.history(partition, orderId), outcome);
  }

  @Override
  public void findOrder(
      String account,
      String clientOrderId,
      BiConsumer<Optional<JournaledEvent>, Throwable> outcome) {
    ask(() -> tables.findOrder(account, clientOrderId), outcome);
  }

  @Override
  public void tradingLatches(BiConsumer<List<TradingLatch>, Throwable> outcome) {
    ask(tables::tradingLatches, outcome);
  }

  private <T> void ask(Supplier<T> transaction, BiConsumer<T, Throwable> outcome) {
    requests.add(() -> connection.read(transaction, onNode(outcome)));
  }

  private <T> BiConsumer<T, Throwable> onNode(BiConsumer<T, Throwable> outcome) {
    return node.receiver(outcome);
  }
}
