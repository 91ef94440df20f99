package outcry.journal;

import outcry.model.OrderEvent;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.wire.OrderEventCodec;

/**
 * An event with the columns the database needs to see.
 *
 * @param clientOrderId of the first event of an order, else null
 * @param venue of an execution, else null
 * @param executionId of an execution, else null
 */
record EventRow(
    OrderEvent event, String clientOrderId, String venue, String executionId, byte[] payload) {

  private static final int SEQUENCE_BITS = 48;

  /**
   * @throws IllegalArgumentException if order id and version do not fit together
   */
  static EventRow of(OrderEvent event) {
    boolean ofOrder = event.orderId() > 0 && event.version() > 0;
    boolean ofNone = event.orderId() == 0 && event.version() == 0;
    if (!ofOrder && !ofNone) {
      throw new IllegalArgumentException(
          "order %d cannot have version %d".formatted(event.orderId(), event.version()));
    }
    byte[] payload = OrderEventCodec.INSTANCE.toBytes(event);
    return switch (event) {
      case OrderIntended e -> new EventRow(e, e.order().clientOrderId(), null, null, payload);
      case OrderDenied e -> new EventRow(e, e.order().clientOrderId(), null, null, payload);
      case OrderFilled e -> new EventRow(e, null, venue(e.symbol()), e.executionId(), payload);
      case OrderHeld e -> new EventRow(e, e.order().clientOrderId(), null, null, payload);
      case OrderAdopted e -> new EventRow(e, e.order().clientOrderId(), null, null, payload);
      case FillBusted e -> new EventRow(e, null, venue(e.symbol()), e.executionId(), payload);
      default -> new EventRow(event, null, null, null, payload);
    };
  }

  /** The key of the row of a sequence. */
  static long position(int partition, long sequence) {
    return (long) partition << SEQUENCE_BITS | sequence;
  }

  private static String venue(String symbol) {
    return symbol.substring(symbol.lastIndexOf('.') + 1);
  }
}
