package outcry.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import outcry.bus.RefusedException;
import outcry.model.RefusalCode;

/**
 * The bad days of the exchange, for chaos runs: while the file that the system property {@link
 * #PROPERTY} names exists, it is slow, fails requests, drops reports or is not there, as the file
 * says. Without the property nothing is ever looked at. Its verticle's context.
 *
 * <p>The file has properties: {@code slowMillis}, {@code failPermille}, {@code dropPermille},
 * {@code away} (true).
 */
final class ExchangeFaults {

  static final String PROPERTY = "outcry.exchange.faults";

  private static final long LOOK_MILLIS = 100;
  private static final int MILLE = 1_000;

  private record Weather(long slowMillis, int failPermille, int dropPermille, boolean away) {

    static final Weather FAIR = new Weather(0, 0, 0, false);

    static Weather parse(Buffer file) {
      var properties = new Properties();
      try {
        properties.load(new StringReader(file.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Weather(
          number(properties, "slowMillis"),
          (int) number(properties, "failPermille"),
          (int) number(properties, "dropPermille"),
          Boolean.parseBoolean(properties.getProperty("away")));
    }

    private static long number(Properties properties, String name) {
      return Long.parseLong(properties.getProperty(name, "0").strip());
    }
  }

  private final Vertx vertx;
  private final RandomGenerator random;
  private final boolean isArmed;
  private Weather weather = Weather.FAIR;

  private ExchangeFaults(Vertx vertx, RandomGenerator random, boolean isArmed) {
    this.vertx = vertx;
    this.random = random;
    this.isArmed = isArmed;
  }

  /** What the property says; on the context that asks. */
  static ExchangeFaults armed(Vertx vertx, RandomGenerator random) {
    var file = System.getProperty(PROPERTY);
    var faults = new ExchangeFaults(vertx, random, file != null);
    if (file != null) {
      vertx.setPeriodic(
          LOOK_MILLIS,
          _ ->
              vertx
                  .fileSystem()
                  .readFile(file)
                  .map(Weather::parse)
                  .onComplete(
                      read -> faults.weather = read.succeeded() ? read.result() : Weather.FAIR));
    }
    return faults;
  }

  boolean dropsReport() {
    return isArmed && (weather.away || random.nextInt(MILLE) < weather.dropPermille);
  }

  /** A handler of requests, as bad as the weather. */
  <Q, R> Function<Q, Future<R>> through(Function<Q, Future<R>> handler) {
    return isArmed ? request -> answer(handler, request) : handler;
  }

  private <Q, R> Future<R> answer(Function<Q, Future<R>> handler, Q request) {
    if (weather.away) {
      return Promise.<R>promise().future(); // nobody answers: the asker's time runs out
    }
    if (weather.slowMillis > 0) {
      return vertx.timer(weather.slowMillis).compose(_ -> perhaps(handler, request));
    }
    return perhaps(handler, request);
  }

  /** A failure says nothing about what was done: every other one comes afterwards. */
  private <Q, R> Future<R> perhaps(Function<Q, Future<R>> handler, Q request) {
    if (random.nextInt(MILLE) >= weather.failPermille) {
      return handler.apply(request);
    }
    var failure =
        Future.<R>failedFuture(new RefusedException(RefusalCode.INTERNAL, "service unavailable"));
    return random.nextBoolean() ? failure : handler.apply(request).transform(_ -> failure);
  }
}
