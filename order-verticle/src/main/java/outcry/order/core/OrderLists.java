package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.model.Contingency;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.ListSubmitted;

/**
 * The lists of one partition: the fold of what was submitted and what became of it. A list is known
 * as long as its orders are in memory, and they are while anything may still follow from it.
 */
final class OrderLists {

  private final Map<OrderKey, OrderList> byId = new LinkedHashMap<>();

  /** By every order it names or closed with. */
  private final Map<OrderKey, OrderList> byMember = new HashMap<>();

  /** Lists that memory has let go: an owner with more memory must not find two of one id. */
  private final EvictedIds evicted = new EvictedIds();

  void submitted(ListSubmitted event) {
    var list = new OrderList(event);
    var key = new OrderKey(event.account(), event.listId());
    require(byId.put(key, list) == null, "I2", "list " + key + " was submitted before");
    for (var id : event.clientOrderIds()) {
      var member = new OrderKey(event.account(), id);
      require(byMember.put(member, list) == null, "I2", member + " is in another list");
    }
  }

  /** An order is there; it may be one of a list, or close one. */
  void added(Order order) {
    var list = of(order);
    if (list == null) {
      list = closedBy(order);
      if (list != null) {
        byMember.put(key(order), list);
      }
    }
    if (list != null) {
      list.add(order);
    }
  }

  private OrderList closedBy(Order order) {
    var parent = order.submit.instructions().parent();
    return parent.startsWith(OrderList.CAUSE)
        ? find(order.submit.account(), parent.substring(OrderList.CAUSE.length()))
        : null;
  }

  void changed(OrderEvent event, Order order) {
    var list = of(order);
    if (list != null) {
      list.apply(event, order);
    }
  }

  /** Null if the order is in none. */
  OrderList of(Order order) {
    return byMember.isEmpty() ? null : byMember.get(key(order));
  }

  /** The list whose other orders decide when this one goes; null if none do. */
  OrderList deciding(Order order) {
    var list = of(order);
    if (list == null || list.closes().contains(order)) {
      return null;
    }
    return switch (list.contingency) {
      case NONE -> null;
      case OCO, OUO -> list;
      case OTO, BRACKET -> list.isFirst(order) ? null : list;
    };
  }

  /** Null if it is not known. */
  OrderList find(String account, String listId) {
    return byId.get(new OrderKey(account, listId));
  }

  boolean mayBeEvicted(String account, String listId) {
    return evicted.mayContain(new OrderKey(account, listId));
  }

  /** Whether a client order id is kept for what a list may have to close. */
  boolean isReserved(String account, String clientOrderId) {
    int end = clientOrderId.lastIndexOf(OrderList.CLOSE);
    if (end < 0) {
      return false;
    }
    var list = find(account, clientOrderId.substring(0, end));
    return list != null && list.contingency == Contingency.BRACKET;
  }

  /** Its orders stay in memory. */
  boolean isActive(Order order) {
    var list = of(order);
    return list != null && list.isActive();
  }

  /** One of its orders leaves memory: nothing more follows from the list. */
  void forget(Order order) {
    var list = of(order);
    if (list == null) {
      return;
    }
    var id = new OrderKey(list.account, list.listId);
    byId.remove(id);
    evicted.add(id);
    list.clientOrderIds.forEach(member -> byMember.remove(new OrderKey(list.account, member)));
    list.closes().forEach(close -> byMember.remove(key(close)));
  }

  Collection<OrderList> all() {
    return byId.values();
  }

  List<ListSnapshot> snapshot() {
    var all = new ArrayList<ListSnapshot>(byId.size());
    byId.values().forEach(list -> all.add(list.snapshot()));
    return all;
  }

  private static OrderKey key(Order order) {
    return new OrderKey(order.submit.account(), order.submit.clientOrderId());
  }
}
