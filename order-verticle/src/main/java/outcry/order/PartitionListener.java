package outcry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.journal.Ownership;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.order.core.Incident;
import outcry.order.core.InvariantViolation;
import outcry.order.core.Orders;
import outcry.order.core.owner.OwnerListener;

/** What the world hears of one partition: the doorbell, health, metrics and the log. */
final class PartitionListener implements OwnerListener {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionListener.class);

  private final Node node;
  private final int partition;
  private final OrderMeters meters;
  private final EventLog log;
  private final Consumer<Throwable> onStopped;
  private volatile Health.Status health = Health.Status.down("recovering");

  /**
   * @param onStopped told why the owner does not go on, however it came to that
   */
  PartitionListener(
      Node node,
      Timeline timeline,
      int partition,
      ToLongFunction<OrderStatus> count,
      Consumer<Throwable> onStopped) {
    this.onStopped = onStopped;
    this.node = node;
    this.partition = partition;
    this.log = new EventLog(partition);
    this.meters = new OrderMeters(node.metrics(), timeline, partition, count);
  }

  /** Nobody is here any more of whom something could be counted. */
  void close() {
    meters.close();
  }

  /** Any thread. */
  Health.Status health() {
    return health;
  }

  @Override
  public void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence) {
    log.journaled(ownership.epoch(), events, lastSequence);
    var journaled = new ArrayList<JournaledEvent>(events.size());
    long next = lastSequence - events.size();
    for (var event : events) {
      journaled.add(new JournaledEvent(partition, ++next, ownership.epoch(), event));
    }
    node.bus()
        .publish(
            Addresses.journalAdvance(partition),
            new JournalAdvance(partition, lastSequence, journaled));
  }

  @Override
  public void decided(OrderEvent event, Orders orders) {
    meters.decided(event, orders);
  }

  @Override
  public void committed(OrderEvent event) {
    meters.committed(event);
  }

  @Override
  public void replied(OrderReply reply) {
    meters.replied(reply);
  }

  @Override
  public void incident(Incident incident) {
    meters.incident(incident);
  }

  @Override
  public void finding(FindingKind kind, FindingAction action) {
    meters.finding(kind, action);
  }

  @Override
  public void defect(RuntimeException defect) {
    if (defect instanceof InvariantViolation violation) {
      meters.violation(violation.id());
    }
    node.defects().report("orders", defect);
  }

  @Override
  public void phase(Phase phase, String why, Throwable cause) {
    switch (phase) {
      case READING -> {
        health = Health.Status.down("recovering");
        LOG.warn("partition {} reads its journal anew: {}", partition, why);
      }
      case RECOVERING -> health = Health.Status.down("recovering");
      case TRADING -> {
        health = Health.Status.UP;
        LOG.info("partition {} takes orders, {}", partition, why);
      }
      case STOPPED -> {
        health = Health.Status.down("stopped: " + why);
        if (cause != null) {
          LOG.error("partition {} stops trading: {}", partition, why);
        }
        onStopped.accept(cause == null ? new IllegalStateException(why) : cause);
      }
    }
  }
}
