package outcry.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loses, doubles and delays messages of a cluster on purpose, to try what must survive that. Armed
 * by the system property {@code outcry.bus.faults} (see {@link FaultPlan}) and by nothing else; a
 * bus without it has none of these. Thread-safe.
 */
final class BusFaults {

  private static final String PROPERTY = "outcry.bus.faults";
  private static final Logger LOG = LoggerFactory.getLogger(BusFaults.class);

  private final Vertx vertx;
  private final Metrics metrics;
  private final FaultPlan plan;
  private final Random random;

  BusFaults(Vertx vertx, Metrics metrics, FaultPlan plan) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  /**
   * Null unless the property is set.
   *
   * @throws IllegalArgumentException if it means nothing
   */
  static BusFaults armed(Vertx vertx, Metrics metrics) {
    var text = System.getProperty(PROPERTY, "");
    if (text.isBlank()) {
      return null;
    }
    LOG.warn("messages are lost on purpose: {}={}", PROPERTY, text);
    return new BusFaults(vertx, metrics, FaultPlan.parse(text));
  }

  /** Sends once, twice, later or never. */
  void send(String family, Runnable send) {
    var fate = next(family);
    switch (fate.kind()) {
      case NONE -> send.run();
      case DROP -> {}
      case DUPLICATE -> {
        send.run();
        send.run();
      }
      case DELAY -> vertx.setTimer(fate.delayMillis(), _ -> send.run());
    }
  }

  /** The same for a request; one that is lost fails as a timeout, when it would. */
  <T> Future<T> request(String family, long timeoutMillis, Supplier<Future<T>> request) {
    var fate = next(family);
    return switch (fate.kind()) {
      case NONE -> request.get();
      case DROP ->
          vertx
              .timer(timeoutMillis, TimeUnit.MILLISECONDS)
              .compose(
                  _ ->
                      Future.failedFuture(
                          new ReplyException(ReplyFailure.TIMEOUT, "lost on purpose")));
      case DUPLICATE -> {
        var first = request.get();
        request.get().onFailure(failure -> LOG.debug("the second copy failed", failure));
        yield first;
      }
      case DELAY ->
          vertx.timer(fate.delayMillis(), TimeUnit.MILLISECONDS).compose(_ -> request.get());
    };
  }

  private FaultPlan.Fate next(String family) {
    var fate = plan.next(family, random);
    if (fate.kind() != FaultPlan.Kind.NONE) {
      metrics.counter("bus_faults_total", "kind", fate.kind().name()).increment();
    }
    return fate;
  }
}
