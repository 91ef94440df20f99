package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.Algorithm;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderStatus;
import outcry.model.query.AlgorithmView;

/** One algorithm: the fold of its own events and those of its children. */
final class Work {

  final StartAlgorithm order;
  final OrderKey key;
  final long startedNanos;

  private final Map<Long, Order> open = new LinkedHashMap<>();

  /** Null while it runs. */
  private String endReason;

  private long endedNanos;

  /** What children that are over have filled. */
  private long filledByEnded;

  private int lastChild;
  private long lastChildNanos;
  private int failures;
  private long failedNanos;
  private String failure = "";

  Work(AlgorithmStarted event) {
    this.order = event.order();
    this.key = new OrderKey(event.account(), event.order().algorithmId());
    this.startedNanos = event.atNanos();
  }

  void end(AlgorithmEnded event) {
    require(endReason == null, "I8", "algorithm " + key + " ends twice");
    endReason = event.reason();
    endedNanos = event.atNanos();
  }

  /** An event of one of its children was applied. */
  void apply(OrderEvent event, Order child) {
    switch (event) {
      case OrderIntended intent -> {
        // An order of ours never makes more of it than was asked for, whatever came before.
        long after = Math.addExact(committed(), intent.order().quantity());
        require(after <= order.quantity(), "I15", "children of " + key + " come to " + after);
        require(isRunning(), "I15", "algorithm " + key + " has ended");
        begun(intent);
        open.put(child.orderId, child);
      }
      case OrderDenied denied -> {
        begun(denied);
        failed(child, event);
      }
      case OrderEvent _ when open.containsKey(child.orderId) -> {
        if (!child.isOpen()) {
          open.remove(child.orderId);
          filledByEnded = Math.addExact(filledByEnded, child.cumulativeQuantity());
          if (child.cumulativeQuantity() == 0) {
            failed(child, event);
          } else {
            failures = 0;
          }
        }
      }
      case OrderFilled late -> filledByEnded = Math.addExact(filledByEnded, late.quantity());
      case OrderEvent _ -> {
        // of a child that is over: nothing is open, and what filled counts
      }
    }
  }

  private void begun(OrderEvent event) {
    lastChildNanos = event.atNanos();
    var id = event instanceof OrderIntended i ? i.order() : ((OrderDenied) event).order();
    lastChild = number(id.clientOrderId());
  }

  private int number(String clientOrderId) {
    return Integer.parseInt(clientOrderId.substring(order.algorithmId().length() + 1));
  }

  private void failed(Order child, OrderEvent event) {
    boolean neverLeft = event instanceof OrderNotSent; // a session that is away is nobody's fault
    failures += neverLeft ? 0 : 1;
    failedNanos = event.atNanos();
    failure = child.status() + " " + child.reason();
  }

  boolean isRunning() {
    return endReason == null;
  }

  /** What has filled, and what may still fill at worst. */
  long committed() {
    long sum = filledByEnded;
    for (var child : open.values()) {
      sum = Math.addExact(sum, Math.addExact(child.cumulativeQuantity(), child.worstLeaves()));
    }
    return sum;
  }

  long filled() {
    long sum = filledByEnded;
    for (var child : open.values()) {
      sum = Math.addExact(sum, child.cumulativeQuantity());
    }
    return sum;
  }

  Collection<Order> open() {
    return open.values();
  }

  int lastChild() {
    return lastChild;
  }

  long lastChildNanos() {
    return lastChildNanos;
  }

  /** How many children in a row came to nothing, but for those that never left. */
  int failures() {
    return failures;
  }

  /** When the last one did; 0 if none did. */
  long failedNanos() {
    return failedNanos;
  }

  String failure() {
    return failure;
  }

  OrderStatus status() {
    if (isRunning()) {
      return OrderStatus.WORKING;
    }
    return filled() >= order.quantity() ? OrderStatus.FILLED : OrderStatus.CANCELED;
  }

  AlgorithmView view() {
    long filled = filled();
    return new AlgorithmView(
        order.account(),
        order.algorithmId(),
        order.strategy(),
        order.symbol(),
        order.side(),
        kind(order.algorithm()),
        order.quantity(),
        order.price(),
        filled,
        committed() - filled,
        lastChild,
        status(),
        endReason == null ? "" : endReason,
        order.startNanos(),
        order.endNanos());
  }

  private static String kind(Algorithm algorithm) {
    return switch (algorithm) {
      case Algorithm.Twap _ -> "TWAP";
      case Algorithm.Vwap _ -> "VWAP";
      case Algorithm.Pov _ -> "POV";
      case Algorithm.Iceberg _ -> "ICEBERG";
    };
  }

  AlgorithmSnapshot snapshot() {
    return new AlgorithmSnapshot(
        order,
        startedNanos,
        endReason == null ? "" : endReason,
        endedNanos,
        filled(),
        committed(),
        lastChild,
        failures);
  }
}
