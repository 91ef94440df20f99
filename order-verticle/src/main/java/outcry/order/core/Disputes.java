package outcry.order.core;

import static outcry.order.core.InvariantViolation.require;

import java.util.HashSet;
import java.util.Set;

/**
 * Executions of which a venue says two things. No part of the journaled state: an owner that starts
 * anew finds them again.
 */
final class Disputes {

  private static final int MAX = 1_000;

  private record Claim(ExecutionKey key, long orderId, long quantity, long price) {}

  private final Set<ExecutionKey> kept = new HashSet<>();
  private final Set<Claim> told = new HashSet<>();

  /** Memory must not let this one go with its order. */
  void keep(ExecutionKey key) {
    require(kept.size() < MAX || kept.contains(key), "I7", MAX + " executions are in dispute");
    kept.add(key);
  }

  boolean isKept(ExecutionKey key) {
    return kept.contains(key);
  }

  /** True the first time that this is said of an execution; always once too much was said. */
  boolean isNews(ExecutionKey key, long orderId, long quantity, long price) {
    var claim = new Claim(key, orderId, quantity, price);
    return told.size() < MAX ? told.add(claim) : !told.contains(claim);
  }
}
