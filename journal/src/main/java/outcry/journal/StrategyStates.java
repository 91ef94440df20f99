package outcry.journal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The states of strategies, one row each. Thread-safe; no method blocks; stages complete on the
 * journal's threads. Both journals are this too: one process and a cluster differ in nothing else.
 */
public interface StrategyStates {

  /**
   * Replaces the strategy's state; durable when this completes. Fails with {@link
   * JournalException.NotLeased} and changes nothing if a later epoch has saved already or, in a
   * cluster, the lease of the strategy's shard is not under this epoch any more; else as {@link
   * Journal#append} does.
   */
  CompletionStage<Void> save(StrategyState state);

  /** What was saved last. */
  CompletionStage<Optional<StrategyState>> load(String strategy);
}
