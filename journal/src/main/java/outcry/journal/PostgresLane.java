package outcry.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import outcry.journal.JournalException.Overloaded;
import outcry.journal.JournalException.Unavailable;

/**
 * A thread with a connection of its own that does one statement after the other, each a transaction
 * by itself.
 *
 * @param <S> the statements
 */
final class PostgresLane<S> {

  /** What is done with the statements. May run twice. */
  @FunctionalInterface
  interface Call<S, T> {
    T on(S statements) throws SQLException;
  }

  private record Task<S, T>(Call<S, T> call, CompletableFuture<T> future) {

    void run(S statements) throws SQLException {
      future.complete(call.on(statements));
    }
  }

  private static final int WAITING_MAX = 1_000;

  /** What fails sooner may only have met a connection that broke while nobody used it. */
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final PostgresLink<S> link;
  private final Inbox<Task<S, ?>> inbox = new Inbox<>(WAITING_MAX);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;

  PostgresLane(String name, PostgresLink<S> link) {
    this.link = link;
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  <T> CompletionStage<T> ask(Call<S, T> call) {
    var task = new Task<>(call, new CompletableFuture<T>());
    if (inbox.offerAll(List.of(task)) == 0) {
      task.future()
          .completeExceptionally(
              inbox.isClosed() ? new Unavailable("closed") : new Overloaded("calls", WAITING_MAX));
    }
    return task.future();
  }

  /** Completes when what was asked is done. Idempotent. */
  CompletableFuture<Void> close() {
    inbox.close();
    return ended;
  }

  private void run() {
    var taken = new ArrayList<Task<S, ?>>(1);
    while (inbox.take(taken, 1)) {
      perform(taken.getFirst());
      taken.clear();
    }
    link.close();
    ended.complete(null);
  }

  private void perform(Task<S, ?> task) {
    long startNanos = System.nanoTime();
    for (int tries = 1; !task.future().isDone(); tries++) {
      try {
        task.run(link.statements());
      } catch (SQLException e) {
        if (PostgresFailure.of(e) == PostgresFailure.OUTAGE) {
          link.broke(e);
        }
        if (tries > 1 || System.nanoTime() - startNanos > SOON_NANOS) {
          task.future().completeExceptionally(new Unavailable(e.getMessage(), e));
        }
      } catch (RuntimeException | Error e) {
        task.future().completeExceptionally(e);
      }
    }
  }
}
