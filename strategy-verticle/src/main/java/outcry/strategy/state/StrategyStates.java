package outcry.strategy.state;

import java.util.concurrent.CompletionStage;

/**
 * Where strategies keep what they must not forget. A run claims its strategy before anything else;
 * from then on the run before it saves nothing more. Thread-safe; stages may complete on any
 * thread.
 */
public interface StrategyStates {

  /** Most bytes of one state. */
  int STATE_MAX = 1 << 20;

  /**
   * Begins a run. Fails with {@link SupersededException} if a run under a later lease has begun,
   * and with anything else if the store cannot be reached.
   *
   * @param lease epoch of the lease it runs under; 0 where there are none
   * @param epochAtLeast for the epoch of the new run, which no other run has
   */
  CompletionStage<Claim> claim(String strategy, long lease, long epochAtLeast);

  /**
   * Replaces what is kept; durable when this completes. Fails with {@link SupersededException} if
   * another run has begun; after any other failure it may have been done, and may be tried again.
   *
   * @param epoch of the run that saves
   * @param state at most {@link #STATE_MAX} bytes
   */
  CompletionStage<Void> save(String strategy, long epoch, byte[] state);

  /**
   * A run that has begun.
   *
   * @param state as the run before saved it last; empty if there is none
   */
  record Claim(long epoch, byte[] state) {}

  /** Another run of the strategy has begun: this one is over and sends nothing more. */
  final class SupersededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SupersededException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
