package outcry.simulation.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import outcry.model.Contingency;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.model.TradingState;

/** What clients asked for and were told: I12 and I13. */
final class ClientAudit {

  private record Wish(long intention, SubmitOrder order) {}

  private final Findings findings;
  private final JournalAudit journal;
  private final Map<OrderKey, List<Wish>> wishes = new HashMap<>();
  private final Map<OrderKey, Long> acknowledged = new HashMap<>();

  ClientAudit(Findings findings, JournalAudit journal) {
    this.findings = findings;
    this.journal = journal;
  }

  void asked(long intention, OrderCommand command) {
    if (command instanceof SetTradingState set) {
      journal.decided(set);
    }
    switch (command) {
      case SubmitOrder order -> wished(intention, order);
      case SubmitList list -> {
        for (int i = 0; i < list.orders().size(); i++) {
          wished(-intention * OrderCommand.LIST_MAX - i, list.orders().get(i));
        }
      }
      case OrderCommand _ -> {
        // no new order
      }
    }
  }

  private void wished(long intention, SubmitOrder order) {
    var same = wishes.computeIfAbsent(key(order), _ -> new ArrayList<>(1));
    if (same.isEmpty() || same.getLast().intention != intention) {
      same.add(new Wish(intention, order));
    }
  }

  /** The intentions behind a journaled order; empty if nobody asked for that. */
  List<Long> intentions(SubmitOrder order) {
    return wishes.getOrDefault(key(order), List.of()).stream()
        .filter(wish -> isSame(wish.order, order))
        .map(Wish::intention)
        .toList();
  }

  void told(OrderCommand command, OrderReply reply) {
    switch (command) {
      case SubmitOrder order -> submitAnswered(order, reply);
      case CancelOrder cancel -> {
        if (reply instanceof Acknowledged) {
          var order = journal.find(cancel.account(), cancel.clientOrderId());
          require(order != null && order.wasCancelAsked(), "cancel of " + cancel.clientOrderId());
        }
      }
      case AmendOrder amend -> {
        if (reply instanceof Acknowledged) {
          var order = journal.find(amend.account(), amend.clientOrderId());
          require(
              order != null && order.asked(amend.quantity(), amend.price()),
              "amend of " + amend.clientOrderId());
        }
      }
      case SetTradingState set -> {
        if (reply instanceof Acknowledged && set.state() == TradingState.HALTED) {
          require(
              journal.wasEverHalted(set.scope(), set.key()),
              "halt of " + set.scope() + ' ' + set.key());
        }
      }
      case SubmitList list -> listAnswered(list, reply);
      case StartAlgorithm start ->
          require(
              !(reply instanceof Acknowledged)
                  || journal.algorithms().isKnown(start.account(), start.algorithmId()),
              "algorithm " + start.algorithmId());
      case CancelAlgorithm cancel ->
          require(
              !(reply instanceof Acknowledged)
                  || journal.algorithms().isOver(cancel.account(), cancel.algorithmId()),
              "end of algorithm " + cancel.algorithmId());
      case CancelAll _ -> {
        // says nothing about a particular order
      }
    }
  }

  private void listAnswered(SubmitList list, OrderReply reply) {
    if (reply instanceof ListAcknowledged yes) {
      for (int i = 0; i < list.orders().size(); i++) {
        submitAnswered(list.orders().get(i), yes.each().get(i));
      }
      require(
          list.contingency() == Contingency.NONE
              || journal.lists().isKnown(list.account(), list.listId()),
          "list " + list.listId());
    }
  }

  private void submitAnswered(SubmitOrder order, OrderReply reply) {
    var key = key(order);
    var row = journal.find(order.account(), order.clientOrderId());
    switch (reply) {
      case Acknowledged yes -> {
        require(row != null && row.orderId == yes.orderId(), "order " + key);
        if (row != null && !isSame(row.submit, order)) {
          findings.violated("I13", key + " was acknowledged with other content");
        }
        var before = acknowledged.put(key, yes.orderId());
        if (before != null && before != yes.orderId()) {
          findings.violated("I13", key + " was order " + before + ", now " + yes.orderId());
        }
      }
      case ListAcknowledged _ ->
          findings.violated("I13", key + " is answered as if it were a list");
      case Refused no -> {
        boolean accused = no.code() == RefusalCode.CLIENT_ID_REUSED;
        if (accused && (row == null || isSame(row.submit, order))) {
          findings.violated("I13", key + " is refused as another order");
        }
      }
    }
  }

  private void require(boolean durable, String what) {
    if (!durable) {
      findings.violated(Count.ACKNOWLEDGED_BUT_MISSING, what + " is not in the journal");
    }
  }

  /** By the auditor's own comparison: all but cause and time. */
  private static boolean isSame(SubmitOrder a, SubmitOrder b) {
    return key(a).equals(key(b))
        && a.strategy().equals(b.strategy())
        && a.symbol().equals(b.symbol())
        && a.side() == b.side()
        && a.type() == b.type()
        && a.timeInForce() == b.timeInForce()
        && a.quantity() == b.quantity()
        && a.price() == b.price()
        && a.postOnly() == b.postOnly()
        && a.reduceOnly() == b.reduceOnly()
        && a.instructions().equals(b.instructions());
  }

  private static OrderKey key(SubmitOrder order) {
    return new OrderKey(order.account(), order.clientOrderId());
  }
}
