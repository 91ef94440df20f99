package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import outcry.bus.Timeline;

/**
 * Tries again a bounded number of times, with backoff and jitter. For what is safe to repeat only:
 * never for a request that leaves for a venue. Not thread-safe: the event loop of its timeline.
 */
public final class Retry {

  private final int attemptsMax;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Timeline timeline;

  public Retry(int attemptsMax, Backoff backoff, RandomGenerator random, Timeline timeline) {
    if (attemptsMax < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attemptsMax);
    }
    this.attemptsMax = attemptsMax;
    this.backoff = backoff;
    this.random = random;
    this.timeline = timeline;
  }

  /**
   * The first success; or the last failure, the earlier ones attached as suppressed, when attempts
   * run out or a failure is not worth another one.
   *
   * @param name for the timer between attempts
   */
  public <T> Future<T> run(
      String name, Supplier<Future<T>> attempt, Predicate<Throwable> worthAnother) {
    Promise<T> promise = Promise.promise();
    attempt(name, attempt, worthAnother, 1, null, promise);
    return promise.future();
  }

  private <T> void attempt(
      String name,
      Supplier<Future<T>> attempt,
      Predicate<Throwable> worthAnother,
      int number,
      Throwable before,
      Promise<T> promise) {
    Future<T> result;
    try {
      result = attempt.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        promise::complete,
        failure -> {
          if (before != null && before != failure) {
            failure.addSuppressed(before);
          }
          if (number == attemptsMax || !worthAnother.test(failure)) {
            promise.fail(failure);
            return;
          }
          timeline.after(
              backoff.delayNanos(number, random),
              "retry " + name,
              () -> attempt(name, attempt, worthAnother, number + 1, failure, promise));
        });
  }
}
