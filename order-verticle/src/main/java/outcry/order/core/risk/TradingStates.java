package outcry.order.core.risk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.journal.TradingLatch;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * The latches: what each scope may do. Those of this partition's own journal are its state; beside
 * them is what the latches of the whole journal said when they were last looked at, where that is
 * something else.
 */
public final class TradingStates {

  /** Only what is not ACTIVE. */
  private final Map<String, TradingState> byScope = new TreeMap<>();

  /** Set through other partitions, and not what {@link #byScope} says. */
  private final Map<String, TradingState> elsewhere = new TreeMap<>();

  /** When each scope was last changed, as far as is known here. */
  private final Map<String, Long> changedNanos = new TreeMap<>();

  public void apply(TradingStateChanged event) {
    var key = key(event.scope(), event.key());
    changedNanos.merge(key, event.atNanos(), Math::max);
    elsewhere.remove(key); // this is newer
    if (event.state() == TradingState.ACTIVE) {
      byScope.remove(key);
    } else {
      byScope.put(key, event.state());
    }
  }

  /** Every latch of the journal, whichever partition set it, as they are now. */
  public void learn(List<TradingLatch> latches) {
    elsewhere.clear();
    for (var latch : latches) {
      changedNanos.merge(key(latch.scope(), latch.key()), latch.changedAtNanos(), Math::max);
      if (latch.state() != of(latch.scope(), latch.key())) {
        elsewhere.put(key(latch.scope(), latch.key()), latch.state());
      }
    }
  }

  /** Whether a scope has this state here, and none elsewhere that differs. */
  public boolean isEverywhere(TradingScope scope, String key, TradingState state) {
    return of(scope, key) == state && !elsewhere.containsKey(key(scope, key));
  }

  /** Whether anything is restricted that this partition's own journal says nothing of. */
  public boolean isRestrictedElsewhere() {
    for (var state : elsewhere.values()) {
      if (state != TradingState.ACTIVE) {
        return true;
      }
    }
    return false;
  }

  /** The stricter of what is so here and elsewhere. */
  public TradingState inForce(TradingScope scope, String key) {
    var here = of(scope, key);
    var there = elsewhere.getOrDefault(key(scope, key), here);
    return there.compareTo(here) > 0 ? there : here;
  }

  public TradingState of(TradingScope scope, String key) {
    return byScope.getOrDefault(key(scope, key), TradingState.ACTIVE);
  }

  /** When a scope was last changed, through whichever partition; 0 if it never was. */
  public long changedNanos(TradingScope scope, String key) {
    return changedNanos.getOrDefault(key(scope, key), 0L);
  }

  /** The strictest state of the scopes that cover an order. */
  public TradingState covering(SubmitOrder order) {
    return strictest(byScope, order);
  }

  /** The strictest state that scopes which cover an order were given through other partitions. */
  public TradingState coveringElsewhere(SubmitOrder order) {
    return strictest(elsewhere, order);
  }

  private static TradingState strictest(Map<String, TradingState> states, SubmitOrder order) {
    var strictest = TradingState.ACTIVE;
    if (!states.isEmpty()) { // as it is but for drills and bad days
      for (var scope : TradingScope.values()) {
        var state = states.getOrDefault(key(scope, keyOf(scope, order)), TradingState.ACTIVE);
        strictest = state.compareTo(strictest) > 0 ? state : strictest;
      }
    }
    return strictest;
  }

  /** Whether an order belongs to a scope. */
  public static boolean covers(TradingScope scope, String key, SubmitOrder order) {
    return scope == TradingScope.GLOBAL || keyOf(scope, order).equals(key);
  }

  /** All that is not ACTIVE by this partition's own journal, by scope and key. */
  public Map<String, TradingState> all() {
    return new TreeMap<>(byScope);
  }

  /** All that is not ACTIVE here or elsewhere, at its strictest, by scope and key. */
  public Map<String, TradingState> allInForce() {
    var all = all();
    elsewhere.forEach(
        (key, state) -> {
          if (state != TradingState.ACTIVE) {
            all.merge(key, state, (a, b) -> a.compareTo(b) >= 0 ? a : b);
          }
        });
    return all;
  }

  private static String keyOf(TradingScope scope, SubmitOrder order) {
    return switch (scope) {
      case GLOBAL -> "";
      case ACCOUNT -> order.account();
      case STRATEGY -> order.strategy();
      case INSTRUMENT -> order.symbol();
    };
  }

  private static String key(TradingScope scope, String key) {
    return scope == TradingScope.GLOBAL ? scope.name() : scope.name() + ' ' + key;
  }
}
