package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.model.RefusalCode;

/**
 * Answers for those who have stopped listening. Other nodes learn a little later that they should
 * not send here any more, and what they send meanwhile the event bus would drop: its sender would
 * wait for the whole timeout and then know nothing. For two seconds it is told NO_OWNER instead.
 */
final class Farewells {

  private static final Logger LOG = LoggerFactory.getLogger(Farewells.class);
  private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

  private final Vertx vertx;
  private final Audience audience;
  private final Predicate<String> isAnswered;
  private final Context context; // of no verticle: it outlives the one that leaves
  private final Map<String, MessageConsumer<?>> lingering = new ConcurrentHashMap<>();

  /**
   * @param isAnswered whether somebody else of this node answers there
   */
  Farewells(Vertx vertx, Audience audience, Predicate<String> isAnswered) {
    this.vertx = vertx;
    this.audience = audience;
    this.isAnswered = isAnswered;
    this.context = vertx.getOrCreateContext();
  }

  /** Completes when questions that come here are refused; any thread. */
  Future<Void> linger(String address) {
    Promise<Void> lingers = Promise.promise();
    context.runOnContext(
        _ -> {
          if (!isAnswered.test(address) && !lingering.containsKey(address)) {
            audience.registerQuietly(() -> lingering.put(address, refuseAt(address)));
            vertx.setTimer(LINGER_MILLIS, _ -> end(address));
            if (isAnswered.test(address)) { // since a moment ago
              end(address);
            }
          }
          lingers.complete();
        });
    return lingers.future();
  }

  private MessageConsumer<?> refuseAt(String address) {
    return vertx
        .eventBus()
        .consumer(
            address,
            message ->
                message.fail(
                    RefusalCode.NO_OWNER.ordinal(),
                    RefusalCode.NO_OWNER + ": " + address + " is not answered here any more"));
  }

  /** Somebody answers again, or nobody asks any more. */
  void end(String address) {
    var consumer = lingering.remove(address);
    if (consumer != null) {
      consumer
          .unregister()
          .onFailure(failure -> LOG.warn("cannot unregister from {}", address, failure));
    }
  }
}
