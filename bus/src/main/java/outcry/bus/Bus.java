package outcry.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import outcry.model.RefusalCode;

/**
 * The event bus, typed. The only class through which consumers are registered: what a consumer
 * throws is counted, logged and answered as a failure, since the event bus may swallow it.
 * Everything here must be called on a Vert.x context.
 */
public final class Bus {

  private final BusState state;
  private final Consumers consumers;
  private final Requests requests;

  /** The bus of one process. */
  public Bus(Vertx vertx, InFlight inFlight, Metrics metrics, Defects defects, HandlerWatch watch) {
    this(vertx, inFlight, metrics, defects, watch, null);
  }

  /**
   * @param audience of the cluster; null within one process
   */
  Bus(
      Vertx vertx,
      InFlight inFlight,
      Metrics metrics,
      Defects defects,
      HandlerWatch watch,
      Audience audience) {
    state = new BusState(vertx, inFlight, metrics, defects, watch, audience);
    consumers = new Consumers(state);
    requests = new Requests(state);
    for (var kind : InFlight.Kind.values()) {
      metrics.gauge(
          "in_flight", () -> inFlight.pending().getOrDefault(kind, 0L), "kind", kind.name());
    }
  }

  /**
   * Debug mode: every publish, request, reply and delivery is logged, and consumers are checked to
   * run on their own event loop. Call it before the first verticle is deployed.
   */
  public void debug() {
    state.trace = new BusTrace(state.defects);
  }

  public InFlight inFlight() {
    return state.inFlight;
  }

  public Metrics metrics() {
    return state.metrics;
  }

  public Defects defects() {
    return state.defects;
  }

  public HandlerWatch watch() {
    return state.watch;
  }

  /**
   * Tells everybody who listens. Nobody may listen; on a lossy network some may miss it. Consumers
   * of this node get the same instance, those of others an equal one.
   */
  public <T> void publish(Address<T> address, T message) {
    state.meters.of(address.family()).published().increment();
    if (state.trace != null) {
      state.trace.hop("publish", address.name(), message);
    }
    if (state.clustered) {
      // a node lookup comes first and may lose it: not counted, since only one process replays
      if (state.audience == null || !state.audience.isNobodyAt(address.name())) {
        sendInCluster(address, message);
      }
      return;
    }
    var local = consumers.listening(address.name());
    if (local == null) {
      return;
    }
    for (var registration : local) {
      if (registration.sharesThread()) {
        registration.expect(message);
      }
    }
    try {
      send(address, message);
    } catch (RuntimeException e) {
      for (var registration : local) {
        if (registration.sharesThread()) {
          registration.expectNoMore();
        }
      }
      throw e;
    }
  }

  private <T> void sendInCluster(Address<T> address, T message) {
    if (state.faults == null) {
      send(address, message);
    } else {
      state.faults.send(address.family(), () -> send(address, message));
    }
  }

  private <T> void send(Address<T> address, T message) {
    var options = state.codecs.options(address.codec());
    state.vertx.eventBus().publish(address.name(), message, options);
  }

  /**
   * Asks the one who answers there. Fails with {@link ReplyException}: NO_HANDLERS, TIMEOUT, or
   * RECIPIENT_FAILURE whose message begins with a {@link RefusalCode}. After a timeout the outcome
   * is unknown. In a cluster the timeout travels with it: who gets it later refuses it as
   * DEADLINE_PASSED and does nothing.
   */
  public <Q, R> Future<R> request(RequestAddress<Q, R> address, Q request, Duration timeout) {
    return requests.request(address, request, timeout, "", true);
  }

  /**
   * The same on somebody's behalf.
   *
   * @param principal at most {@link Envelope#PRINCIPAL_MAX} characters
   */
  public <Q, R> Future<R> request(
      RequestAddress<Q, R> address, Q request, Duration timeout, String principal) {
    return requests.request(address, request, timeout, principal, true);
  }

  /**
   * As {@link #request}, for an answer that takes time on the clock of the road: it does not count
   * as in flight, so that a replay goes on meanwhile instead of waiting for it.
   */
  public <Q, R> Future<R> inquire(RequestAddress<Q, R> address, Q request, Duration timeout) {
    return inquire(address, request, timeout, "");
  }

  /** The same on somebody's behalf. */
  public <Q, R> Future<R> inquire(
      RequestAddress<Q, R> address, Q request, Duration timeout, String principal) {
    return requests.request(address, request, timeout, principal, false);
  }

  /** Registers a consumer of published messages on the current context. */
  public <T> Registration on(Address<T> address, Consumer<T> handler) {
    return consumers.on(address, handler);
  }

  /**
   * Registers the one who answers requests on the current context. A failed answer, or an
   * exception, is answered as a failure: INTERNAL for a defect, its own code for a {@link
   * RefusedException}.
   */
  public <Q, R> Registration onRequest(
      RequestAddress<Q, R> address, Function<Q, Future<R>> handler) {
    return consumers.onRequest(address, (request, _) -> handler.apply(request));
  }

  /** The same for a handler that wants to know who asks. */
  public <Q, R> Registration onRequestOf(
      RequestAddress<Q, R> address, BiFunction<Q, Envelope, Future<R>> handler) {
    return consumers.onRequest(
        address, (request, message) -> handler.apply(request, Envelope.read(message.headers())));
  }

  /**
   * Ends every registration of this node; completes when no other node sends here any more. Any
   * thread.
   */
  public Future<Void> unregisterAll() {
    return consumers.unregisterAll();
  }

  /**
   * Brings the end of something asynchronous back to the current context. It counts as in flight
   * until the handler has run; what the handler throws is a defect.
   *
   * @param place names it in defects
   * @param handler gets the result and null, or null and the failure itself, not the
   *     CompletionException a derived stage wraps around it
   */
  public <T> void await(
      InFlight.Kind kind,
      String place,
      CompletionStage<T> stage,
      BiConsumer<? super T, ? super Throwable> handler) {
    var context = BusState.context();
    state.inFlight.begin(kind);
    stage.whenComplete(
        (result, failure) ->
            context.runOnContext(
                _ -> {
                  var slot = state.watch.slot();
                  boolean entered = slot.enterIfFree(place);
                  try {
                    handler.accept(result, unwrapped(failure));
                  } catch (Throwable e) {
                    state.defects.report(place, e);
                  } finally {
                    if (entered) {
                      slot.exit();
                    }
                    state.inFlight.end(kind);
                  }
                }));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** True if the failure says that nobody listens there, or no longer: certainly not done. */
  public static boolean isNoHandlers(Throwable failure) {
    return failure instanceof ReplyException reply
        && (reply.failureType() == ReplyFailure.NO_HANDLERS
            || reply.failureCode() == RefusalCode.NO_OWNER.ordinal()
            || isDiscarded(reply));
  }

  /** Vert.x answers so, as a timeout, for what it had queued when its consumer ended. */
  private static boolean isDiscarded(ReplyException reply) {
    return reply.failureType() == ReplyFailure.TIMEOUT
        && String.valueOf(reply.getMessage()).startsWith("Discarded the request.");
  }
}
