package outcry.strategy;

import java.util.Map;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.strategy.core.ClientOrderIds;

/**
 * A strategy to be hosted.
 *
 * @param name of the running instance, unique; part of its client order ids
 * @param type the {@link Strategy} name of its class
 * @param parameters text by name
 * @param ordersOnStaleData true to let orders pass whose market data is not LIVE
 * @param cancelOnStop true to cancel its open orders when it is stopped; a failed one's always are
 */
public record StrategySpec(
    String name,
    String type,
    String account,
    Map<String, String> parameters,
    Placement placement,
    boolean ordersOnStaleData,
    boolean cancelOnStop) {

  public StrategySpec {
    ClientOrderIds.requireName(name);
    if (account.isBlank()) {
      throw new IllegalArgumentException("strategy " + name + " needs an account");
    }
    parameters = Map.copyOf(parameters);
  }

  /** With the safe choices: no orders on stale data, none left open. */
  public static StrategySpec of(
      String name,
      String type,
      String account,
      Map<String, String> parameters,
      Placement placement) {
    return new StrategySpec(name, type, account, parameters, placement, false, true);
  }

  /** Whether a trading state is about what this strategy does. */
  boolean isConcernedBy(TradingStateChanged change) {
    return switch (change.scope()) {
      case GLOBAL, INSTRUMENT -> true;
      case ACCOUNT -> change.key().equals(account);
      case STRATEGY -> change.key().equals(name);
    };
  }
}
