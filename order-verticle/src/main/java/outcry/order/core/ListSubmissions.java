package outcry.order.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Contingency;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.RefusalCode;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.Verdict;

/** What follows from several new orders at once. */
final class ListSubmissions {

  private final Desk desk;
  private final Submissions submissions;

  ListSubmissions(Desk desk, Submissions submissions) {
    this.desk = desk;
    this.submissions = submissions;
  }

  Decision submit(SubmitList list, long nowNanos) {
    var limits = desk.config().limits().get(list.account());
    if (limits == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ACCOUNT, list.account());
    }
    var shape = ListShape.check(list);
    if (shape != null) {
      return Decision.refused(shape.code(), shape.detail());
    }
    return list.contingency() == Contingency.NONE
        ? batch(list, nowNanos)
        : contingent(list, limits, nowNanos);
  }

  /**
   * Orders that do not depend on each other: each is decided as if the ones before it had been
   * applied. The id of a batch means nothing: each order is known by its own.
   */
  private Decision batch(SubmitList list, long nowNanos) {
    var draft = new Decision.Draft();
    var each = new ArrayList<OrderReply>(list.orders().size());
    var counted = new ArrayList<SubmitOrder>();
    int open = 0;
    try {
      for (var order : list.orders()) {
        int before = draft.events.size();
        each.add(submissions.submit(order, open, draft, nowNanos));
        var event = draft.events.size() > before ? draft.events.getLast() : null;
        if (event instanceof OrderIntended) { // the next one counts it
          count(order, 1);
          counted.add(order);
        }
        open += event instanceof OrderIntended || event instanceof OrderHeld ? 1 : 0;
      }
    } finally {
      counted.forEach(order -> count(order, -1)); // deciding changes nothing
    }
    return draft.reply(new ListAcknowledged(list.listId(), each));
  }

  private void count(SubmitOrder order, int sign) {
    long limit = order.type().hasLimit() ? order.price() : 0;
    desk.table().books().account(order.account()).count(order, order.quantity(), limit, sign);
  }

  private Decision contingent(SubmitList list, Limits limits, long nowNanos) {
    var known = desk.table().lists().find(list.account(), list.listId());
    if (known != null && !known.isOf(list)) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_REUSED, "listId: " + list.listId() + " was another list");
    }
    var repeated = repeated(list);
    if (repeated != null) {
      return repeated;
    }
    for (var order : list.orders()) {
      var unable = submissions.unable(order, limits, list.orders().size() - 1, nowNanos);
      if (unable != null) {
        return Decision.refused(unable.code(), unable.detail());
      }
    }
    return decided(list, limits, nowNanos);
  }

  /** The same answers as before, if these orders were given before; null if none was. */
  private Decision repeated(SubmitList list) {
    var each = new ArrayList<OrderReply>(list.orders().size());
    for (var order : list.orders()) {
      var known = desk.table().find(order.account(), order.clientOrderId());
      if (known != null && known.submit.sameContent(order)) {
        each.add(Submissions.answer(known));
      } else if (known != null || !each.isEmpty()) {
        return Decision.refused(
            RefusalCode.CLIENT_ID_REUSED, order.clientOrderId() + " was no order of this list");
      }
    }
    if (!each.isEmpty()) {
      return isTheirList(list) && each.size() == list.orders().size()
          ? Decision.answer(new ListAcknowledged(list.listId(), each))
          : Decision.refused(
              RefusalCode.CLIENT_ID_REUSED, "an order of this list was one of no list");
    }
    return reserved(list);
  }

  /** Whether there was such a list, rather than single orders of these ids. */
  private boolean isTheirList(SubmitList list) {
    var lists = desk.table().lists();
    return lists.find(list.account(), list.listId()) != null
        || lists.mayBeEvicted(list.account(), list.listId());
  }

  /** Null if nobody else has, or may yet use, the ids that this list may use. */
  private Decision reserved(SubmitList list) {
    if (desk.table().lists().mayBeEvicted(list.account(), list.listId())) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_REUSED, "listId: " + list.listId() + " was used long ago");
    }
    for (var order : list.orders()) {
      if (desk.table().lists().isReserved(list.account(), order.clientOrderId())) {
        return Decision.refused(
            RefusalCode.CLIENT_ID_REUSED, order.clientOrderId() + Submissions.RESERVED);
      }
    }
    if (list.contingency() == Contingency.BRACKET) {
      for (var id : OrderList.closeIds(list.listId())) {
        if (desk.table().find(list.account(), id) != null) {
          return Decision.refused(RefusalCode.CLIENT_ID_REUSED, id + " is an order");
        }
      }
    }
    return null;
  }

  /** All or none: one append holds the list and the first event of each of its orders. */
  private Decision decided(SubmitList list, Limits limits, long nowNanos) {
    var verdicts = new ArrayList<Verdict>(list.orders().size());
    SubmitOrder culprit = null;
    Verdict reason = null;
    for (var order : list.orders()) {
      var verdict = submissions.check(order, how(list, order), limits, verdicts.size(), nowNanos);
      if (verdict != null && verdict.isTransient()) {
        return Decision.refused(verdict.code(), order.clientOrderId() + ": " + verdict.detail());
      }
      verdicts.add(verdict);
      if (verdict != null && reason == null) {
        culprit = order;
        reason = verdict;
      }
    }
    var draft = new Decision.Draft();
    draft.events.add(
        new ListSubmitted(
            list.account(),
            list.listId(),
            list.contingency(),
            list.orders().stream().map(SubmitOrder::clientOrderId).toList(),
            list.cause(),
            nowNanos));
    var each = new ArrayList<OrderReply>(list.orders().size());
    for (int i = 0; i < list.orders().size(); i++) {
      var order = list.orders().get(i);
      if (reason == null) {
        each.add(submissions.begin(order, how(list, order), limits, draft, nowNanos));
      } else {
        var own = verdicts.get(i) == null ? because(culprit, reason) : verdicts.get(i);
        each.add(submissions.deny(order, own, draft, nowNanos));
      }
    }
    return draft.reply(new ListAcknowledged(list.listId(), List.copyOf(each)));
  }

  private static Verdict because(SubmitOrder culprit, Verdict reason) {
    return new Verdict(
        RefusalCode.LIST_REFUSED, culprit.clientOrderId() + " of its list: " + reason.code());
  }

  private static Submissions.How how(SubmitList list, SubmitOrder order) {
    return switch (list.contingency()) {
      case NONE -> Submissions.How.ALONE;
      case OCO, OUO -> Submissions.How.IN_LIST;
      case OTO, BRACKET ->
          order == list.orders().getFirst() ? Submissions.How.ALONE : Submissions.How.CHILD;
    };
  }
}
