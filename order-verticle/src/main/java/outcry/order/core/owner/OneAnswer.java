package outcry.order.core.owner;

import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * The answer to one request of a venue, once. What is not answered within a limit counts as
 * unknown, and gives back the place it took; whatever comes after that says nothing new.
 */
final class OneAnswer<T> implements BiConsumer<T, Throwable> {

  static final long LIMIT_NANOS = 10_000_000_000L;

  private final BiConsumer<T, Throwable> answered;
  private final OwnerClock.Timer limit;
  private boolean isGiven;

  OneAnswer(OwnerClock clock, String request, BiConsumer<T, Throwable> answered) {
    this.answered = answered;
    this.limit =
        clock.after(
            LIMIT_NANOS,
            request,
            () -> accept(null, new TimeoutException("no answer of the session for 10 s")));
  }

  @Override
  public void accept(T value, Throwable failure) {
    if (!isGiven) {
      isGiven = true;
      limit.cancel();
      answered.accept(value, failure);
    }
  }
}
