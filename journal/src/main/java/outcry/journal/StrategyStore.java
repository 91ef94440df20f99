package outcry.journal;

import java.util.concurrent.CompletionStage;

/**
 * What strategies must not forget, one row each. A run claims its strategy before it reads, and
 * whoever ran it before saves nothing from then on. Thread-safe; stages complete on threads of the
 * store, which the caller must leave at once.
 */
public interface StrategyStore {

  /** Most bytes of one state. */
  int STATE_MAX = 1 << 20;

  /**
   * Begins a run and tells what the one before has saved. Fails with {@link
   * JournalException.StrategyFenced} if a run under a later lease has begun.
   *
   * @param lease epoch of the claimer's lease; 0 where there are none
   * @param epochAtLeast for the new run's epoch, which is also above that of every run before
   */
  CompletionStage<StrategyClaim> claimStrategy(String strategy, long lease, long epochAtLeast);

  /**
   * Replaces what is kept; durable when this completes. Fails with {@link
   * JournalException.StrategyFenced} if another run has begun, and changes nothing then.
   *
   * @param epoch of the run that saves
   * @param state 1 to {@link #STATE_MAX} bytes, whose form is the caller's
   */
  CompletionStage<Void> saveStrategy(String strategy, long epoch, byte[] state);
}
