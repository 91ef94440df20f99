package outcry.simulation.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;

/**
 * Large orders that are worked in small ones: what is open and filled is never more than was asked
 * for (I15), and once one has ended nothing of it goes out or stays.
 */
final class AlgorithmAudit {

  private static final class Work {
    final StartAlgorithm order;
    final List<JournaledOrder> children = new ArrayList<>();
    boolean ended;

    Work(StartAlgorithm order) {
      this.order = order;
    }
  }

  private final Findings findings;
  private final Map<OrderKey, Work> works = new LinkedHashMap<>();

  AlgorithmAudit(Findings findings) {
    this.findings = findings;
  }

  void started(AlgorithmStarted event) {
    var key = new OrderKey(event.account(), event.order().algorithmId());
    if (works.put(key, new Work(event.order())) != null) {
      findings.violated("I2", "algorithm " + key + " is journaled twice");
    }
  }

  void ended(AlgorithmEnded event) {
    works.get(new OrderKey(event.account(), event.algorithmId())).ended = true;
  }

  /** Whether an algorithm asked for an order, and no client. */
  boolean isChild(SubmitOrder order) {
    return works.containsKey(parent(order));
  }

  boolean isKnown(String account, String id) {
    return works.containsKey(new OrderKey(account, id));
  }

  boolean isOver(String account, String id) {
    return works.get(new OrderKey(account, id)).ended;
  }

  private static OrderKey parent(SubmitOrder order) {
    return new OrderKey(order.account(), order.instructions().parent());
  }

  void begun(JournaledOrder child) {
    var work = works.get(parent(child.submit));
    if (work == null) {
      return;
    }
    work.children.add(child);
    if (!isOf(work.order, child.submit)) {
      findings.violated(Count.UNAUTHORISED, child.submit.clientOrderId() + " is not as its parent");
    }
    if (child.isEnded()) {
      return; // it was denied
    }
    if (work.ended) {
      findings.violated("I15", child.submit.clientOrderId() + " goes after its algorithm's end");
    }
    long sum = 0;
    for (var one : work.children) {
      sum += one.filled() + one.leaves();
    }
    if (sum > work.order.quantity()) {
      findings.violated(
          "I15",
          "%s makes it %d of %d"
              .formatted(child.submit.clientOrderId(), sum, work.order.quantity()));
    }
  }

  private static boolean isOf(StartAlgorithm parent, SubmitOrder child) {
    return child.symbol().equals(parent.symbol())
        && child.side() == parent.side()
        && child.strategy().equals(parent.strategy())
        && child.price() == parent.price();
  }

  /**
   * What is wrong with one though nothing is under way; null if nothing is.
   *
   * @param isUnknowable an order may or may not have been there, and nobody can tell
   */
  String wrongAtRest(Predicate<JournaledOrder> isUnknowable) {
    for (var work : works.values()) {
      if (!work.ended) {
        return "algorithm " + work.order.algorithmId() + " runs on";
      }
      for (var child : work.children) {
        if (!child.isEnded() && !isUnknowable.test(child)) {
          return "algorithm " + work.order.algorithmId() + " has left an order open";
        }
      }
    }
    return null;
  }
}
