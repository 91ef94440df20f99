package outcry.strategy;

import java.util.Objects;
import java.util.Optional;
import outcry.bus.LeaseGuard;
import outcry.strategy.state.StrategyStates;

/**
 * How strategies are run.
 *
 * @param states where they keep their fields and commands; empty: nowhere, and commands are sent at
 *     once. For replays
 * @param guard asked before anything goes out. Its epoch is the lowest of a strategy's next run;
 *     that is raised above every epoch that journal and store know of the strategy, so that an id
 *     is never used twice
 * @param handsOver what undeploying means: true leaves orders and state to whoever carries on,
 *     false stops the strategies
 */
public record StrategyHosting(
    StrategyConfig config, Optional<StrategyStates> states, LeaseGuard guard, boolean handsOver) {

  private static final LeaseGuard ALONE = LeaseGuard.always("strategies");

  public StrategyHosting {
    Objects.requireNonNull(config);
    Objects.requireNonNull(guard);
  }

  /** Nothing is kept. */
  public static StrategyHosting of(StrategyConfig config) {
    return new StrategyHosting(config, Optional.empty(), ALONE, false);
  }

  /** In one process: kept, and nobody else may run them. */
  public static StrategyHosting of(StrategyConfig config, StrategyStates states) {
    return new StrategyHosting(config, Optional.of(states), ALONE, false);
  }

  /** Strategies as shards of a cluster. */
  public static StrategyHosting shard(
      StrategyConfig config, StrategyStates states, LeaseGuard guard) {
    return new StrategyHosting(config, Optional.of(states), guard, true);
  }
}
