package outcry.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.strategy.state.SavedState;
import outcry.strategy.state.StrategyStates;

/** Rows in memory, fenced as the journal does it. Thread-safe. */
final class FakeStates implements StrategyStates {

  private static final class Row {
    long lease;
    long epoch;
    byte[] state = {};
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** Every save that was done. */
  final List<SavedState> saves = new ArrayList<>();

  /** How the next saves fail, before they are done. */
  final List<Throwable> failures = new ArrayList<>();

  /** While not null saves wait here, undone. */
  List<Runnable> held;

  @Override
  public synchronized CompletionStage<Claim> claim(String strategy, long lease, long atLeast) {
    var row = rows.computeIfAbsent(strategy, _ -> new Row());
    if (lease < row.lease) {
      return CompletableFuture.failedFuture(new SupersededException("lease", null));
    }
    row.lease = lease;
    row.epoch = Math.max(row.epoch + 1, atLeast);
    return CompletableFuture.completedStage(new Claim(row.epoch, row.state));
  }

  @Override
  public synchronized CompletionStage<Void> save(String strategy, long epoch, byte[] state) {
    if (!failures.isEmpty()) {
      return CompletableFuture.failedFuture(failures.removeFirst());
    }
    var done = new CompletableFuture<Void>();
    Runnable save = () -> save(strategy, epoch, state, done);
    if (held != null) {
      held.add(save);
    } else {
      save.run();
    }
    return done;
  }

  private void save(String strategy, long epoch, byte[] state, CompletableFuture<Void> done) {
    var row = rows.get(strategy);
    if (row.epoch == epoch) {
      row.state = state;
      saves.add(SavedState.of(state));
      done.complete(null);
    } else {
      done.completeExceptionally(new SupersededException("epoch " + epoch + " is over", null));
    }
  }

  synchronized void hold() {
    held = new ArrayList<>();
  }

  /** Does what was held. */
  synchronized void release() {
    var waiting = held;
    held = null;
    waiting.forEach(Runnable::run);
  }
}
