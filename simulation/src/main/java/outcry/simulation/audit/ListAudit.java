package outcry.simulation.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderReleased;

/**
 * Orders that depend on each other: all of a list begin or none does; no child is ever above what
 * its parent has filled (I15); and at rest no bracket is without protection or left twice.
 */
final class ListAudit {

  private static final String OWN = "list:";
  private static final String KEPT_WITHIN_POSITION = "reduce-only";

  private final Findings findings;
  private final boolean isForgetful;
  private final Map<OrderKey, JournaledList> lists = new LinkedHashMap<>();
  private final Map<JournaledOrder, JournaledList> byOrder = new HashMap<>();

  /** By partition: the list whose orders must follow in the journal. */
  private final Map<Integer, JournaledList> beginning = new HashMap<>();

  /**
   * @param isForgetful owners let orders go soon after their end, and with them their lists
   */
  ListAudit(Findings findings, boolean isForgetful) {
    this.findings = findings;
    this.isForgetful = isForgetful;
  }

  /** Whether the owner itself has asked for it, and no client. */
  static boolean isOwnDoing(String cause) {
    return cause.startsWith(OWN) || cause.equals(KEPT_WITHIN_POSITION);
  }

  void submitted(int partition, ListSubmitted event) {
    var list = new JournaledList(event);
    if (lists.put(new OrderKey(event.account(), event.listId()), list) != null) {
      findings.violated("I2", "list " + event.listId() + " is journaled twice");
    }
    requireNone(partition);
    beginning.put(partition, list);
  }

  private void requireNone(int partition) {
    var before = beginning.get(partition);
    if (before != null) {
      findings.violated("I2", "list " + before.event.listId() + " is journaled in part");
    }
  }

  void begun(int partition, JournaledOrder order) {
    var id = order.submit.clientOrderId();
    var list = beginning.get(partition);
    if (list != null) {
      if (!list.event.clientOrderIds().get(list.members.size()).equals(id)) {
        requireNone(partition);
      }
      list.members.add(order);
      byOrder.put(order, list);
      if (list.isComplete()) {
        beginning.remove(partition);
        requireAllOrNone(list);
      }
    } else if (isOwnDoing(order.submit.instructions().parent())) {
      close(order);
    }
  }

  private void requireAllOrNone(JournaledList list) {
    long denied = list.members.stream().filter(JournaledOrder::isEnded).count();
    if (denied > 0 && denied < list.members.size()) {
      findings.violated("I2", "list " + list.event.listId() + " is taken in part");
    }
  }

  private void close(JournaledOrder order) {
    var id = order.submit.clientOrderId();
    var parent = order.submit.instructions().parent().substring(OWN.length());
    var list = lists.get(new OrderKey(order.submit.account(), parent));
    if (list == null || !list.isBracket()) {
      findings.violated(Count.UNAUTHORISED, id + " closes no bracket");
    } else {
      if (order.quantity() > list.held() * list.sign(order)) {
        findings.violated("I15", id + " closes " + order.quantity() + " of " + list.held());
      }
      list.closes.add(order);
      byOrder.put(order, list);
    }
  }

  void moved(JournaledOrder order, OrderEvent event) {
    var list = byOrder.get(order);
    if (list == null) {
      return;
    }
    switch (event) {
      case OrderReleased released -> requireRoom(list, order, released.quantity());
      case AmendRequested amend when isOwnDoing(amend.cause()) ->
          requireRoom(list, order, amend.quantity());
      case CancelRequested cancel when !isOwnDoing(cancel.cause()) -> list.canceled(order);
      case OrderEvent _ -> {
        // looked at when everything is at rest
      }
    }
  }

  private void requireRoom(JournaledList list, JournaledOrder order, long quantity) {
    if (quantity > list.most(order)) {
      findings.violated(
          "I15",
          "%s goes for %d, where its list has room for %d"
              .formatted(order.submit.clientOrderId(), quantity, list.most(order)));
    }
  }

  /** Whether an intent takes off what its bracket has: no limit may keep it here. */
  boolean isWayOut(JournaledOrder order, OrderEvent event) {
    if (event instanceof OrderEvent.OrderIntended intent) {
      return isOwnDoing(intent.order().instructions().parent());
    }
    return order != null && isExit(order);
  }

  /** Whether it leaves what a bracket has entered. */
  boolean isExit(JournaledOrder order) {
    var list = byOrder.get(order);
    return list != null && list.isBracket() && order != list.members.getFirst();
  }

  /** Whether it may pass a limit: a way out, or one of several of which only one should fill. */
  boolean mayPassLimits(JournaledOrder order) {
    var list = byOrder.get(order);
    return list != null && (list.isExclusive() || isExit(order));
  }

  boolean isKnown(String account, String listId) {
    return lists.containsKey(new OrderKey(account, listId));
  }

  /**
   * What is wrong with a list though nothing is under way; null if nothing is.
   *
   * @param isUnknowable an order may or may not have been there, and nobody can tell
   */
  String wrongAtRest(
      JournalAudit journal,
      ToIntFunction<String> partitionOf,
      Predicate<JournaledOrder> isUnknowable) {
    for (var list : lists.values()) {
      int partition = partitionOf.applyAsInt(list.event.account());
      boolean isUnmanned =
          journal.isHaltedAnywhere(partition, list.members.getFirst().submit)
              || (isForgetful && list.mayBeForgotten());
      var wrong = list.wrongAtRest(isUnmanned, isUnknowable);
      if (wrong != null) {
        return list.event.contingency() + " " + list.event.listId() + ": " + wrong;
      }
    }
    return null;
  }
}
