package outcry.benchmarks.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends requests for some time and measures their answers. At a rate, each is measured from when it
 * should have been sent, so that an answer that is late makes those behind it late too.
 */
final class Pace {

  /**
   * What came of it.
   *
   * @param nanos of each answer
   * @param byAnswer how many there were of each status and code; of those not answered, of each
   *     failure
   */
  record Result(double perSecond, Histogram nanos, Map<String, Long> byAnswer) {

    String text() {
      return "%,.0f/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, answers %s"
          .formatted(
              perSecond,
              nanos.getValueAtPercentile(50) / 1e6,
              nanos.getValueAtPercentile(99) / 1e6,
              nanos.getMaxValue() / 1e6,
              byAnswer);
    }
  }

  private final Vertx vertx;
  private final LongFunction<Future<String>> request;
  private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
  private final Map<String, Long> byAnswer = new TreeMap<>();
  private final CompletableFuture<Result> done = new CompletableFuture<>();
  private long begun;
  private long end;
  private long sent;
  private long answered;
  private boolean over;

  /**
   * @param request sends the n-th and gives its status and code
   */
  private Pace(Vertx vertx, LongFunction<Future<String>> request) {
    this.vertx = vertx;
    this.request = request;
  }

  /** As fast as so many at a time are answered. */
  static Result outstanding(
      Vertx vertx, int count, int seconds, LongFunction<Future<String>> request) {
    var pace = new Pace(vertx, request);
    vertx.getOrCreateContext().runOnContext(_ -> pace.fill(count, seconds));
    return pace.done.join();
  }

  /** So many a second. */
  static Result rate(
      Vertx vertx, double perSecond, int seconds, LongFunction<Future<String>> request) {
    var pace = new Pace(vertx, request);
    vertx.getOrCreateContext().runOnContext(_ -> pace.drip(perSecond, seconds));
    return pace.done.join();
  }

  private void begin(int seconds) {
    begun = System.nanoTime();
    end = begun + TimeUnit.SECONDS.toNanos(seconds);
  }

  private void fill(int count, int seconds) {
    begin(seconds);
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void next() {
    long now = System.nanoTime();
    if (now - end < 0) {
      send(now).onComplete(_ -> next());
    } else {
      over = true;
      finish();
    }
  }

  private void drip(double perSecond, int seconds) {
    begin(seconds);
    double gap = 1e9 / perSecond;
    vertx.setPeriodic(
        1,
        timer -> {
          long now = System.nanoTime();
          for (long due; (due = begun + (long) (sent * gap)) - Math.min(now, end) <= 0; ) {
            var _ = send(due);
          }
          if (now - end >= 0) {
            vertx.cancelTimer(timer);
            over = true;
            finish();
          }
        });
  }

  private Future<String> send(long since) {
    return request
        .apply(sent++)
        .otherwise(failure -> failure.getClass().getSimpleName())
        .onComplete(
            answer -> {
              answered++;
              nanos.recordValue(Math.max(0, System.nanoTime() - since));
              byAnswer.merge(answer.result(), 1L, Long::sum);
              finish();
            });
  }

  private void finish() {
    if (over && answered == sent && !done.isDone()) {
      done.complete(new Result(answered * 1e9 / (System.nanoTime() - begun), nanos, byAnswer));
    }
  }
}
