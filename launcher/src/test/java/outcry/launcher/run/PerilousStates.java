package outcry.launcher.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.bus.LeaseGuard;
import outcry.strategy.state.SavedState;
import outcry.strategy.state.StrategyStates;

/**
 * A real store around which a process dies: at the n-th thing that it does. What it does after that
 * has no effect, and nobody tells it anything any more.
 */
final class PerilousStates implements StrategyStates {

  /** How the store may be wrong: what the test must find. */
  enum Mistake {
    NONE,
    /** Commands are sent before they are durable. */
    SAYS_DONE_BEFORE_IT_IS,
    /** What nobody has answered is not kept. */
    FORGETS_THE_OUTBOX,
    /** Fields are kept as they were a save ago. */
    KEEPS_OLD_FIELDS
  }

  private final StrategyStates store;
  private final Mistake mistake;
  private int stepsLeft;
  private SavedState last = SavedState.NONE;
  private Runnable late = () -> {};

  /** Of a process that lives for so many steps. */
  PerilousStates(StrategyStates store, Mistake mistake, int steps) {
    this.store = store;
    this.mistake = mistake;
    this.stepsLeft = steps;
  }

  /** One more thing is done. False if it is dead. */
  synchronized boolean step() {
    stepsLeft--;
    return stepsLeft > 0;
  }

  /** Asking it is a step too: what follows may not happen. */
  LeaseGuard guard(long lease) {
    return new LeaseGuard() {
      @Override
      public String holder() {
        return "life " + lease;
      }

      @Override
      public long epoch() {
        return lease;
      }

      @Override
      public boolean mayAct() {
        return step();
      }

      @Override
      public void gaveUp(Throwable cause) {
        // it is dead
      }
    };
  }

  @Override
  public CompletionStage<Claim> claim(String strategy, long lease, long epochAtLeast) {
    return store.claim(strategy, lease, epochAtLeast);
  }

  @Override
  public CompletionStage<Void> save(String strategy, long epoch, byte[] state) {
    if (!step()) {
      return dead();
    }
    late.run();
    late = () -> {};
    var bytes = spoiled(state);
    if (mistake == Mistake.SAYS_DONE_BEFORE_IT_IS) {
      late = () -> join(store.save(strategy, epoch, bytes));
      return CompletableFuture.completedStage(null);
    }
    return store.save(strategy, epoch, bytes).thenCompose(_ -> step() ? done() : dead());
  }

  private byte[] spoiled(byte[] state) {
    var now = SavedState.of(state);
    var before = last;
    last = now;
    return switch (mistake) {
      case NONE, SAYS_DONE_BEFORE_IT_IS -> state;
      case FORGETS_THE_OUTBOX ->
          new SavedState(now.epoch(), now.atNanos(), now.stopped(), now.fields(), List.of())
              .toBytes();
      case KEEPS_OLD_FIELDS ->
          new SavedState(
                  now.epoch(),
                  now.atNanos(),
                  now.stopped(),
                  before.fields().isEmpty() ? now.fields() : before.fields(),
                  now.outbox())
              .toBytes();
    };
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedStage(null);
  }

  private static <T> CompletionStage<T> dead() {
    return CompletableFuture.failedStage(new IllegalStateException("dead"));
  }

  private static void join(CompletionStage<Void> stage) {
    stage.toCompletableFuture().join();
  }
}
