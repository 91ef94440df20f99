package outcry.strategy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;

/** The tickets of one strategy by client order id. Of those that ended the oldest are forgotten. */
final class TicketBook {

  static final int ENDED_MAX = 1_000;

  private final OrderDesk desk;
  private final Map<String, OrderTicket> open = new LinkedHashMap<>();
  private final Map<String, OrderTicket> ended = new LinkedHashMap<>();

  TicketBook(OrderDesk desk) {
    this.desk = desk;
  }

  /** A new order. */
  OrderTicket file(SubmitOrder order) {
    var ticket = new OrderTicket(desk, order);
    open.put(order.clientOrderId(), ticket);
    return ticket;
  }

  /** The order's ticket, new if there is none. */
  OrderTicket known(SubmitOrder order) {
    return find(order.clientOrderId()).orElseGet(() -> file(order));
  }

  Optional<OrderTicket> find(String clientOrderId) {
    var ticket = open.get(clientOrderId);
    return Optional.ofNullable(ticket != null ? ticket : ended.get(clientOrderId));
  }

  /** Null only for a late fill of an order that was forgotten long ago. */
  OrderTicket find(String clientOrderId, OrderEvent event) {
    return find(clientOrderId)
        .orElseGet(
            () ->
                switch (event) {
                  case OrderIntended e -> new OrderTicket(desk, e.order());
                  case OrderDenied e -> new OrderTicket(desk, e.order());
                  case OrderHeld e -> new OrderTicket(desk, e.order());
                  case OrderAdopted e -> new OrderTicket(desk, e.order());
                  default -> null;
                });
  }

  /** Where it belongs by its status. */
  void refile(OrderTicket ticket) {
    var id = ticket.clientOrderId();
    if (ticket.isOpen()) {
      ended.remove(id);
      open.put(id, ticket);
    } else {
      open.remove(id);
      ended.put(id, ticket);
      if (ended.size() > ENDED_MAX) {
        ended.remove(ended.keySet().iterator().next());
      }
    }
  }

  /** Oldest first. */
  Collection<OrderTicket> open() {
    return open.values();
  }
}
