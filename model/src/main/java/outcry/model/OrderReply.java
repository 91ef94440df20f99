package outcry.model;

import java.util.List;

/** The answer to an {@link OrderCommand}. */
public sealed interface OrderReply {

  /**
   * Done, and durably journaled. The same command gets the same answer for ever, with the status of
   * the moment.
   *
   * @param orderId unique within the partition; 0 if the command was not about one order
   */
  record Acknowledged(String clientOrderId, long orderId, OrderStatus status)
      implements OrderReply {}

  /** Not done; nothing changed. */
  record Refused(RefusalCode code, String detail) implements OrderReply {}

  /**
   * The answer to a list of orders.
   *
   * @param each one for each order, in the order of the command; never nested
   */
  record ListAcknowledged(String listId, List<OrderReply> each) implements OrderReply {
    public ListAcknowledged {
      each = List.copyOf(each);
    }
  }
}
