package outcry.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;

/** The asking side of a request. */
final class Requests {

  private final BusState state;

  Requests(BusState state) {
    this.state = state;
  }

  <Q, R> Future<R> request(
      RequestAddress<Q, R> address, Q request, Duration timeout, String principal, boolean counts) {
    var meters = state.meters.of(address.family());
    meters.requests().increment();
    if (state.trace != null) {
      state.trace.hop("request", address.name(), request);
    }
    Promise<R> answer = Promise.promise();
    if (counts) {
      state.inFlight.begin(InFlight.Kind.REQUEST);
    }
    try {
      send(address, request, options(address, timeout, principal))
          .onComplete(reply -> replied(address, meters, reply, answer, counts));
    } catch (RuntimeException e) {
      if (counts) {
        state.inFlight.end(InFlight.Kind.REQUEST);
      }
      meters.failures().increment();
      return Future.failedFuture(e);
    }
    return answer.future();
  }

  private <Q, R> Future<Message<R>> send(
      RequestAddress<Q, R> address, Q request, DeliveryOptions options) {
    var eventBus = state.vertx.eventBus();
    return state.faults == null
        ? eventBus.request(address.name(), request, options)
        : state.faults.request(
            address.family(),
            options.getSendTimeout(),
            () -> eventBus.request(address.name(), request, options));
  }

  private DeliveryOptions options(
      RequestAddress<?, ?> address, Duration timeout, String principal) {
    state.codecs.name(address.replyCodec()); // another node's answer is read with it
    long timeoutMillis = Math.max(1, timeout.toMillis());
    var options =
        new DeliveryOptions()
            .setCodecName(state.codecs.name(address.requestCodec()))
            .setSendTimeout(timeoutMillis);
    if (state.clustered) {
      new Envelope(principal, System.currentTimeMillis() + timeoutMillis).write(options);
    } else if (!principal.isEmpty()) {
      new Envelope(principal, 0).write(options);
    }
    return options;
  }

  private <R> void replied(
      RequestAddress<?, R> address,
      FamilyMeters.Meters meters,
      AsyncResult<Message<R>> reply,
      Promise<R> answer,
      boolean counts) {
    var slot = state.watch.slot();
    boolean entered = slot.enterIfFree(address.family());
    try {
      if (state.trace != null) {
        state.trace.hop("reply", address.name(), reply.succeeded() ? reply.result().body() : null);
      }
      if (reply.succeeded()) {
        answer.complete(reply.result().body());
      } else {
        meters.failures().increment();
        if (reply.cause() instanceof Unreadable) {
          meters.unreadable().increment();
        }
        answer.fail(reply.cause());
      }
    } catch (Throwable e) {
      state.defects.report(address.family() + " reply", e);
    } finally {
      if (entered) {
        slot.exit();
      }
      if (counts) {
        state.inFlight.end(InFlight.Kind.REQUEST);
      }
    }
  }
}
