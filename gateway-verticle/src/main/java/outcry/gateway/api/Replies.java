package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import outcry.bus.RefusedException;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;

/** What an order owner answered, as JSON. */
final class Replies {

  private Replies() {}

  /**
   * @throws RefusedException if it refused
   */
  static Answer answer(OrderReply reply) {
    if (reply instanceof Refused refused) {
      throw new RefusedException(refused.code(), refused.detail());
    }
    return Answer.of(body(reply));
  }

  static ObjectNode body(OrderReply reply) {
    var body = ViewJson.object();
    switch (reply) {
      case Acknowledged done ->
          body.put("clientOrderId", done.clientOrderId())
              .put("orderId", done.orderId())
              .put("status", done.status().name());
      case Refused refused ->
          body.put("code", refused.code().name()).put("detail", refused.detail());
      case ListAcknowledged list -> {
        var orders = body.put("listId", list.listId()).putArray("orders");
        list.each().forEach(one -> orders.add(body(one)));
      }
    }
    return body;
  }
}
