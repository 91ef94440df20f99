package outcry.bus;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import outcry.model.RefusalCode;
import outcry.model.wire.WireCodec;

/**
 * The event bus, typed. The only class through which consumers are registered: what a consumer
 * throws is counted, logged and answered as a failure, since the event bus may swallow it.
 * Everything here must be called on a Vert.x context.
 */
public final class Bus {

  private record Meters(Counter published, Counter delivered, Counter requests, Counter failures) {}

  private final Vertx vertx;
  private final InFlight inFlight;
  private final Metrics metrics;
  private final Defects defects;
  private final HandlerWatch watch;
  private final Map<String, List<Registration>> registrations = new ConcurrentHashMap<>();
  private final Map<String, DeliveryOptions> optionsByCodec = new ConcurrentHashMap<>();
  private final Map<String, Meters> metersByFamily = new ConcurrentHashMap<>();
  private final boolean clustered;
  private BusTrace trace;

  public Bus(Vertx vertx, InFlight inFlight, Metrics metrics, Defects defects, HandlerWatch watch) {
    this.vertx = vertx;
    this.inFlight = inFlight;
    this.metrics = metrics;
    this.defects = defects;
    this.watch = watch;
    this.clustered = vertx.isClustered();
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
    trace = new BusTrace(defects);
  }

  public InFlight inFlight() {
    return inFlight;
  }

  public Metrics metrics() {
    return metrics;
  }

  public Defects defects() {
    return defects;
  }

  public HandlerWatch watch() {
    return watch;
  }

  /** Tells everybody who listens. Nobody may listen; on a lossy network some may miss it. */
  public <T> void publish(Address<T> address, T message) {
    var local = registrations.get(address.name());
    meters(address.family()).published.increment();
    if (trace != null) {
      trace.hop("publish", address.name(), message);
    }
    if (clustered) {
      // a node lookup comes first and may lose it: not counted, since only one process replays
      vertx.eventBus().publish(address.name(), message, options(address.codec()));
      return;
    }
    if (local == null) {
      return;
    }
    for (var registration : local) {
      if (registration.sharesThread()) {
        registration.expect(message);
      }
    }
    try {
      vertx.eventBus().publish(address.name(), message, options(address.codec()));
    } catch (RuntimeException e) {
      for (var registration : local) {
        if (registration.sharesThread()) {
          registration.expectNoMore();
        }
      }
      throw e;
    }
  }

  /**
   * Asks the one who answers there. Fails with {@link ReplyException}: NO_HANDLERS, TIMEOUT, or
   * RECIPIENT_FAILURE whose message begins with a {@link RefusalCode}. After a timeout the outcome
   * is unknown.
   */
  public <Q, R> Future<R> request(RequestAddress<Q, R> address, Q request, Duration timeout) {
    return request(address, request, timeout, true);
  }

  /**
   * As {@link #request}, for an answer that takes time on the clock of the road: it does not count
   * as in flight, so that a replay goes on meanwhile instead of waiting for it.
   */
  public <Q, R> Future<R> inquire(RequestAddress<Q, R> address, Q request, Duration timeout) {
    return request(address, request, timeout, false);
  }

  private <Q, R> Future<R> request(
      RequestAddress<Q, R> address, Q request, Duration timeout, boolean counts) {
    var meters = meters(address.family());
    meters.requests.increment();
    codecName(address.replyCodec()); // another node's answer is decoded here
    var options =
        new DeliveryOptions()
            .setCodecName(codecName(address.requestCodec()))
            .setSendTimeout(Math.max(1, timeout.toMillis()));
    if (trace != null) {
      trace.hop("request", address.name(), request);
    }
    Promise<R> answer = Promise.promise();
    if (counts) {
      inFlight.begin(InFlight.Kind.REQUEST);
    }
    try {
      vertx
          .eventBus()
          .<R>request(address.name(), request, options)
          .onComplete(reply -> replied(address, meters, reply, answer, counts));
    } catch (RuntimeException e) {
      if (counts) {
        inFlight.end(InFlight.Kind.REQUEST);
      }
      meters.failures.increment();
      return Future.failedFuture(e);
    }
    return answer.future();
  }

  private <R> void replied(
      RequestAddress<?, R> address,
      Meters meters,
      AsyncResult<Message<R>> reply,
      Promise<R> answer,
      boolean counts) {
    var slot = watch.slot();
    boolean entered = slot.enterIfFree(address.family());
    try {
      if (trace != null) {
        trace.hop("reply", address.name(), reply.succeeded() ? reply.result().body() : null);
      }
      if (reply.succeeded()) {
        answer.complete(reply.result().body());
      } else {
        meters.failures.increment();
        answer.fail(reply.cause());
      }
    } catch (Throwable e) {
      defects.report(address.family() + " reply", e);
    } finally {
      if (entered) {
        slot.exit();
      }
      if (counts) {
        inFlight.end(InFlight.Kind.REQUEST);
      }
    }
  }

  /** Registers a consumer of published messages on the current context. */
  public <T> Registration on(Address<T> address, Consumer<T> handler) {
    codecName(address.codec());
    context();
    var registration = new Registration(this, address.name());
    var meters = meters(address.family());
    var loopSlot = registration.loop() == null ? null : watch.slot();
    registration.consumer(
        vertx
            .eventBus()
            .<T>consumer(
                address.name(),
                message -> {
                  var slot = loopSlot != null ? loopSlot : watch.slot();
                  var body = message.body();
                  long begun = trace == null ? 0 : began(registration, address.family());
                  slot.enter(address.family());
                  try {
                    handler.accept(body);
                  } catch (Throwable e) {
                    meters.failures.increment();
                    defects.report(address.family(), e);
                  } finally {
                    slot.exit();
                    meters.delivered.increment();
                    registration.delivered(body);
                    if (begun != 0) {
                      trace.delivered(address.name(), body, begun);
                    }
                  }
                }));
    registrations
        .computeIfAbsent(address.name(), _ -> new CopyOnWriteArrayList<>())
        .add(registration);
    return registration;
  }

  /**
   * Registers the one who answers requests on the current context. A failed answer, or an
   * exception, is answered as a failure: INTERNAL for a defect, its own code for a {@link
   * RefusedException}.
   */
  public <Q, R> Registration onRequest(
      RequestAddress<Q, R> address, Function<Q, Future<R>> handler) {
    codecName(address.requestCodec());
    context();
    var reply = options(address.replyCodec());
    var registration = new Registration(this, address.name());
    var meters = meters(address.family());
    var loopSlot = registration.loop() == null ? null : watch.slot();
    registration.consumer(
        vertx
            .eventBus()
            .<Q>consumer(
                address.name(),
                message -> {
                  var slot = loopSlot != null ? loopSlot : watch.slot();
                  long begun = trace == null ? 0 : began(registration, address.family());
                  slot.enter(address.family());
                  try {
                    handler
                        .apply(message.body())
                        .onComplete(end -> answer(address, message, end, reply));
                  } catch (Throwable e) {
                    refuse(address, message, e);
                  } finally {
                    slot.exit();
                    meters.delivered.increment();
                    if (begun != 0) {
                      trace.delivered(address.name(), message.body(), begun);
                    }
                  }
                }));
    return registration;
  }

  private long began(Registration registration, String family) {
    trace.checkThread(family, registration.loop());
    return System.nanoTime();
  }

  private <R> void answer(
      RequestAddress<?, R> address, Message<?> message, AsyncResult<R> end, DeliveryOptions reply) {
    if (end.failed()) {
      refuse(address, message, end.cause());
      return;
    }
    try {
      message.reply(end.result(), reply);
    } catch (RuntimeException e) {
      refuse(address, message, e); // it has no form on the wire
    }
  }

  private void refuse(RequestAddress<?, ?> address, Message<?> message, Throwable cause) {
    meters(address.family()).failures.increment();
    if (cause instanceof RefusedException refused) {
      message.fail(refused.code().ordinal(), refused.code() + ": " + refused.getMessage());
      return;
    }
    defects.report(address.family(), cause);
    message.fail(RefusalCode.INTERNAL.ordinal(), RefusalCode.INTERNAL + ": " + cause);
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
    var context = context();
    inFlight.begin(kind);
    stage.whenComplete(
        (result, failure) ->
            context.runOnContext(
                _ -> {
                  var slot = watch.slot();
                  boolean entered = slot.enterIfFree(place);
                  try {
                    handler.accept(result, unwrapped(failure));
                  } catch (Throwable e) {
                    defects.report(place, e);
                  } finally {
                    if (entered) {
                      slot.exit();
                    }
                    inFlight.end(kind);
                  }
                }));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** True if the failure says that nobody listens there. */
  public static boolean isNoHandlers(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }

  void forget(Registration registration) {
    registrations.computeIfPresent(
        registration.address(),
        (_, list) -> {
          list.remove(registration);
          return list.isEmpty() ? null : list;
        });
  }

  private static Context context() {
    var context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("the bus is used on a Vert.x context only");
    }
    return context;
  }

  private Meters meters(String family) {
    var meters = metersByFamily.get(family);
    return meters != null ? meters : metersByFamily.computeIfAbsent(family, this::newMeters);
  }

  private Meters newMeters(String family) {
    return new Meters(
        metrics.counter("eventbus_published_total", "family", family),
        metrics.counter("eventbus_delivered_total", "family", family),
        metrics.counter("eventbus_requests_total", "family", family),
        metrics.counter("eventbus_failures_total", "family", family));
  }

  private String codecName(WireCodec<?> codec) {
    return options(codec).getCodecName();
  }

  private DeliveryOptions options(WireCodec<?> codec) {
    var options = optionsByCodec.get(codec.name());
    return options != null
        ? options
        : optionsByCodec.computeIfAbsent(codec.name(), _ -> register(codec));
  }

  private DeliveryOptions register(WireCodec<?> codec) {
    var busCodec = new BusCodec<>(codec);
    vertx.eventBus().registerCodec(busCodec);
    return new DeliveryOptions().setCodecName(busCodec.name());
  }
}
