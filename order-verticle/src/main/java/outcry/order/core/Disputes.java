package outcry.order.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import outcry.model.ExecutionReport.Busted;

/**
 * Executions of which a venue says two things, and those it took back before it told of them. No
 * part of the journaled state: an owner that starts anew finds them again. Of each kind a thousand
 * are known; then the oldest is let go, which costs another look into the journal, or a bust that
 * only a reconciliation finds.
 */
final class Disputes {

  private static final int MAX = 1_000;

  private record Claim(ExecutionKey key, long orderId, long quantity, long price) {}

  private final Set<ExecutionKey> kept = new LinkedHashSet<>();
  private final Set<Claim> told = new HashSet<>();

  /** By the fill that is gone. */
  private final Map<ExecutionKey, Busted> busts = new LinkedHashMap<>();

  /** Memory must not let this one go with its order. */
  void keep(ExecutionKey key) {
    if (kept.add(key) && kept.size() > MAX) {
      kept.remove(kept.iterator().next());
    }
  }

  boolean isKept(ExecutionKey key) {
    return kept.contains(key);
  }

  /** True the first time that this is said of an execution; always once too much was said. */
  boolean isNews(ExecutionKey key, long orderId, long quantity, long price) {
    var claim = new Claim(key, orderId, quantity, price);
    return told.size() < MAX ? told.add(claim) : !told.contains(claim);
  }

  /** A fill that was never told is gone: true the first time. */
  boolean isGoneEarly(ExecutionKey fill, Busted bust) {
    boolean news = busts.put(fill, bust) == null;
    if (busts.size() > MAX) {
      busts.remove(busts.keySet().iterator().next());
    }
    return news;
  }

  /** What took a fill back before it was told; null if nothing did. */
  Busted bustOf(ExecutionKey fill) {
    return busts.get(fill);
  }
}
