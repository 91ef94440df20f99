package outcry.simulation.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import outcry.journal.JournalException;

/**
 * One client's way to the database. Requests are carried out, and answered, in the order they were
 * made. After a change of which nobody knows how it ended the connection is broken for good: what
 * was asked later is not done.
 */
public final class Connection {

  private static final long MICROS = 1_000;
  private static final long FASTEST = 50 * MICROS;
  private static final long USUAL = 800 * MICROS;

  private record Request<T>(
      Supplier<T> transaction, boolean changes, BiConsumer<T, Throwable> outcome) {}

  private final SimulatedDatabase database;
  private final Deque<Request<?>> requests = new ArrayDeque<>();
  private final Deque<Runnable> answers = new ArrayDeque<>();
  private boolean working;
  private boolean broken;

  Connection(SimulatedDatabase database) {
    this.database = database;
  }

  /**
   * @param transaction what the database does; a {@link JournalException} undoes it
   * @param outcome told later, never from inside this call
   */
  public <T> void ask(Supplier<T> transaction, BiConsumer<T, Throwable> outcome) {
    requests.add(new Request<>(transaction, true, outcome));
    work();
  }

  /** The same for what changes nothing: if it fails, it may be asked again. */
  public <T> void read(Supplier<T> query, BiConsumer<T, Throwable> outcome) {
    requests.add(new Request<>(query, false, outcome));
    work();
  }

  /** It fails everything from now on. */
  public boolean isBroken() {
    return broken;
  }

  private void work() {
    if (working || requests.isEmpty()) {
      return;
    }
    working = true;
    database.scheduler().after(delay(), this::carryOutNext);
  }

  private long delay() {
    var faults = database.weather().database();
    long usual = database.chance().between(FASTEST, USUAL);
    return database.chance().permille(faults.slowPermille())
        ? usual + database.chance().between(0, faults.slowMaxNanos())
        : usual;
  }

  private void carryOutNext() {
    carryOut(requests.poll());
    working = false;
    work();
  }

  private <T> void carryOut(Request<T> request) {
    var faults = database.weather().database();
    if (broken || database.isAway() || database.chance().permille(faults.failedPermille())) {
      broken |= request.changes;
      fail(request, new JournalException.Unavailable("the connection failed"));
      return;
    }
    T result;
    try {
      result = request.transaction.get();
    } catch (JournalException refused) {
      fail(request, refused);
      return;
    }
    if (database.chance().permille(faults.unansweredPermille())) {
      broken |= request.changes; // it is done, and nobody is told
      fail(request, new JournalException.Unavailable("the connection was lost in the commit"));
    } else {
      answer(() -> request.outcome.accept(result, null));
    }
  }

  private void fail(Request<?> request, Throwable failure) {
    answer(() -> request.outcome.accept(null, failure));
  }

  private void answer(Runnable answer) {
    answers.add(answer);
    database
        .scheduler()
        .after(database.chance().between(FASTEST, USUAL / 2), () -> answers.poll().run());
  }
}
