package outcry.order.core.risk;

import java.util.Map;
import java.util.TreeMap;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** The latches: what each scope may do. Only what is not ACTIVE is kept. */
public final class TradingStates {

  private final Map<String, TradingState> byScope = new TreeMap<>();

  public void apply(TradingStateChanged event) {
    var key = key(event.scope(), event.key());
    if (event.state() == TradingState.ACTIVE) {
      byScope.remove(key);
    } else {
      byScope.put(key, event.state());
    }
  }

  public TradingState of(TradingScope scope, String key) {
    return byScope.getOrDefault(key(scope, key), TradingState.ACTIVE);
  }

  /** The strictest state of the scopes that cover an order. */
  public TradingState covering(SubmitOrder order) {
    if (byScope.isEmpty()) {
      return TradingState.ACTIVE;
    }
    var strictest = TradingState.ACTIVE;
    for (var scope : TradingScope.values()) {
      var state = of(scope, keyOf(scope, order));
      strictest = state.compareTo(strictest) > 0 ? state : strictest;
    }
    return strictest;
  }

  /** Whether an order belongs to a scope. */
  public static boolean covers(TradingScope scope, String key, SubmitOrder order) {
    return scope == TradingScope.GLOBAL || keyOf(scope, order).equals(key);
  }

  /** All that is not ACTIVE, by scope and key. */
  public Map<String, TradingState> all() {
    return new TreeMap<>(byScope);
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
