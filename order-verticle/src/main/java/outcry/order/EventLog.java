package outcry.order;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;

/**
 * A line of the log for each journaled event, with what names it everywhere else: partition and
 * sequence in the journal, account, order and version; the client's id and the cause where the
 * order is new. Written at DEBUG, since it costs more than the event.
 */
final class EventLog {

  static final String NAME = "outcry.events";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private final int partition;

  EventLog(int partition) {
    this.partition = partition;
  }

  /**
   * @param lastSequence of the last of them
   */
  void journaled(long epoch, List<OrderEvent> events, long lastSequence) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    long sequence = lastSequence - events.size();
    for (var event : events) {
      var line =
          LOG.atDebug()
              .addKeyValue("partition", partition)
              .addKeyValue("epoch", epoch)
              .addKeyValue("sequence", ++sequence)
              .addKeyValue("account", event.account())
              .addKeyValue("orderId", event.orderId())
              .addKeyValue("version", event.version());
      var order = order(event);
      if (order != null) {
        line =
            line.addKeyValue("clientOrderId", order.clientOrderId())
                .addKeyValue("strategy", order.strategy())
                .addKeyValue("cause", order.cause());
      }
      line.log(event.getClass().getSimpleName());
    }
  }

  /** The order that is new with an event, or null. */
  private static SubmitOrder order(OrderEvent event) {
    return switch (event) {
      case OrderIntended intended -> intended.order();
      case OrderHeld held -> held.order();
      case OrderDenied denied -> denied.order();
      case OrderEvent _ -> null;
    };
  }
}
