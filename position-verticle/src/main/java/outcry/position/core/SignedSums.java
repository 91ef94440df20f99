package outcry.position.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Position;

/**
 * Invariant I5, checked the dull way: a position is the signed sum of its fills, and fees are the
 * sum of theirs. Shares no code with the fold it checks. Not thread-safe.
 */
public final class SignedSums {

  private final Map<PositionKey, Long> quantities = new TreeMap<>();
  private final Map<CashKey, Long> fees = new TreeMap<>();

  public void add(JournaledEvent journaled) {
    if (journaled.event() instanceof PositionEvent moved) {
      var fill = moved.fill();
      quantities.merge(
          new PositionKey(moved.account(), moved.symbol()),
          Math.multiplyExact(fill.quantity(), fill.side().sign()),
          Math::addExact);
      if (!moved.feeCurrency().isEmpty()) {
        fees.merge(new CashKey(moved.account(), moved.feeCurrency()), moved.fee(), Math::addExact);
      }
    }
  }

  /** One line for each position and each fee sum that differs; empty is good. */
  public List<String> differences(Map<PositionKey, Position> positions, Map<CashKey, Cash> cash) {
    var differences = new ArrayList<String>();
    var positionKeys = new TreeSet<>(quantities.keySet());
    positionKeys.addAll(positions.keySet());
    for (var key : positionKeys) {
      long have = positions.getOrDefault(key, Position.FLAT).quantity();
      long want = quantities.getOrDefault(key, 0L);
      if (have != want) {
        differences.add(
            "I5: position of %s in %s is %d, its fills sum to %d"
                .formatted(key.account(), key.symbol(), have, want));
      }
    }
    var cashKeys = new TreeSet<>(fees.keySet());
    cashKeys.addAll(cash.keySet());
    for (var key : cashKeys) {
      long have = cash.getOrDefault(key, Cash.NONE).fees();
      long want = fees.getOrDefault(key, 0L);
      if (have != want) {
        differences.add(
            "I5: fees of %s in %s are %d, those of its fills sum to %d"
                .formatted(key.account(), key.currency(), have, want));
      }
    }
    return differences;
  }
}
