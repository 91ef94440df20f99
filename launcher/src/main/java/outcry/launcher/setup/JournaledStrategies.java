package outcry.launcher.setup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import outcry.journal.JournalException.StrategyFenced;
import outcry.journal.StrategyStore;
import outcry.strategy.state.StrategyStates;

/** What strategies keep, kept in the journal's database. */
public final class JournaledStrategies implements StrategyStates {

  private final StrategyStore store;

  public JournaledStrategies(StrategyStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Claim> claim(String strategy, long lease, long epochAtLeast) {
    return superseded(
        store
            .claimStrategy(strategy, lease, epochAtLeast)
            .thenApply(claim -> new Claim(claim.epoch(), claim.state())));
  }

  @Override
  public CompletionStage<Void> save(String strategy, long epoch, byte[] state) {
    return superseded(store.saveStrategy(strategy, epoch, state));
  }

  private static <T> CompletionStage<T> superseded(CompletionStage<T> stage) {
    return stage.exceptionallyCompose(
        failure -> {
          var cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return CompletableFuture.failedFuture(
              cause instanceof StrategyFenced
                  ? new SupersededException(cause.getMessage(), cause)
                  : cause);
        });
  }
}
