package outcry.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.FamilyMeters.Meters;
import outcry.model.RefusalCode;

/** The receiving side: everybody who listens on this node. */
final class Consumers {

  private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

  private final BusState state;
  private final Map<String, List<Registration>> listening = new ConcurrentHashMap<>();
  private final Set<Registration> all = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Registration>> answering = new ConcurrentHashMap<>();

  /** Null within one process: nobody else can ask. */
  private final Farewells farewells;

  Consumers(BusState state) {
    this.state = state;
    this.farewells =
        state.audience == null
            ? null
            : new Farewells(state.vertx, state.audience, answering::containsKey);
  }

  /** Who hears what is published there; null if nobody. */
  List<Registration> listening(String address) {
    return listening.get(address);
  }

  <T> Registration on(Address<T> address, Consumer<T> handler) {
    state.codecs.name(address.codec());
    BusState.context();
    var registration = register(address.name());
    var meters = state.meters.of(address.family());
    var loopSlot = registration.loop() == null ? null : state.watch.slot();
    registration.consumer(
        state
            .vertx
            .eventBus()
            .<Object>consumer(
                address.name(),
                message -> {
                  var slot = loopSlot != null ? loopSlot : state.watch.slot();
                  T body = null;
                  long begun = state.trace == null ? 0 : began(registration, address.family());
                  slot.enter(address.family());
                  try {
                    body = read(message);
                    handler.accept(body);
                  } catch (Throwable e) {
                    failed(address.family(), meters, e);
                  } finally {
                    slot.exit();
                    meters.delivered().increment();
                    if (body != null) {
                      registration.delivered(body);
                    }
                    if (begun != 0) {
                      state.trace.delivered(address.name(), body, begun);
                    }
                  }
                }));
    add(listening, registration);
    return registration;
  }

  <Q, R> Registration onRequest(
      RequestAddress<Q, R> address, BiFunction<Q, Message<?>, Future<R>> handler) {
    state.codecs.name(address.requestCodec());
    BusState.context();
    var reply = state.codecs.options(address.replyCodec());
    var registration = register(address.name());
    var meters = state.meters.of(address.family());
    add(answering, registration);
    if (farewells != null) {
      farewells.end(address.name());
    }
    var loopSlot = registration.loop() == null ? null : state.watch.slot();
    alone(
        () ->
            registration.consumer(
                state
                    .vertx
                    .eventBus()
                    .<Object>consumer(
                        address.name(),
                        message -> {
                          var slot = loopSlot != null ? loopSlot : state.watch.slot();
                          Q body = null;
                          long begun =
                              state.trace == null ? 0 : began(registration, address.family());
                          slot.enter(address.family());
                          try {
                            if (isInTime(address, meters, message)) {
                              body = read(message);
                              handler
                                  .apply(body, message)
                                  .onComplete(end -> answer(address, meters, message, end, reply));
                            }
                          } catch (Throwable e) {
                            refuse(address, meters, message, e);
                          } finally {
                            slot.exit();
                            meters.delivered().increment();
                            if (begun != 0) {
                              state.trace.delivered(address.name(), body, begun);
                            }
                          }
                        })));
    return registration;
  }

  /** Who answers is one only, so that who is not any more is not asked. */
  private void alone(Runnable registration) {
    if (state.audience == null) {
      registration.run();
    } else {
      state.audience.registerAlone(registration);
    }
  }

  /**
   * @throws Unreadable if its bytes were not understood
   */
  @SuppressWarnings("unchecked") // the codec of the address made it
  private static <T> T read(Message<Object> message) {
    var body = message.body();
    if (body instanceof Unreadable unreadable) {
      throw unreadable;
    }
    return (T) body;
  }

  private Registration register(String address) {
    var registration = new Registration(this, state.inFlight, address);
    all.add(registration);
    return registration;
  }

  private long began(Registration registration, String family) {
    state.trace.checkThread(family, registration.loop());
    return System.nanoTime();
  }

  /** What waited here, or on the way, until its sender gave up must not be done any more. */
  private boolean isInTime(RequestAddress<?, ?> address, Meters meters, Message<?> message) {
    if (!state.clustered) {
      return true;
    }
    long now = System.currentTimeMillis();
    var envelope = Envelope.read(message.headers());
    if (!envelope.isLate(now)) {
      return true;
    }
    meters.expired().increment();
    refuse(
        address,
        meters,
        message,
        new RefusedException(
            RefusalCode.DEADLINE_PASSED,
            "it came " + (now - envelope.deadlineMillis()) + " ms after its sender gave up"));
    return false;
  }

  private <R> void answer(
      RequestAddress<?, R> address,
      Meters meters,
      Message<?> message,
      AsyncResult<R> end,
      DeliveryOptions reply) {
    if (end.failed()) {
      refuse(address, meters, message, end.cause());
      return;
    }
    try {
      if (state.faults == null) {
        message.reply(end.result(), reply);
      } else {
        state.faults.send(FaultPlan.REPLY, () -> message.reply(end.result(), reply));
      }
    } catch (RuntimeException e) {
      refuse(address, meters, message, e);
    }
  }

  private void refuse(
      RequestAddress<?, ?> address, Meters meters, Message<?> message, Throwable cause) {
    switch (cause) {
      case RefusedException refused -> {
        meters.failures().increment();
        message.fail(refused.code().ordinal(), refused.code() + ": " + refused.getMessage());
      }
      case Unreadable unreadable -> {
        failed(address.family(), meters, unreadable);
        message.fail(unreadable.failureCode(), unreadable.getMessage());
      }
      default -> {
        failed(address.family(), meters, cause);
        message.fail(RefusalCode.INTERNAL.ordinal(), RefusalCode.INTERNAL + ": " + cause);
      }
    }
  }

  /** A message that could not be read is its sender's fault, not a defect of ours. */
  private void failed(String family, Meters meters, Throwable cause) {
    meters.failures().increment();
    if (cause instanceof Unreadable) {
      meters.unreadable().increment();
      long count = (long) meters.unreadable().count();
      if (count == Long.highestOneBit(count)) { // 1, 2, 4, 8, ...: another node may send many
        LOG.error("{} of {} unreadable, the last: {}", count, family, cause.getMessage());
      }
      return;
    }
    state.defects.report(family, cause);
  }

  private static void add(Map<String, List<Registration>> byAddress, Registration registration) {
    byAddress
        .computeIfAbsent(registration.address(), _ -> new CopyOnWriteArrayList<>())
        .add(registration);
  }

  private static boolean remove(
      Map<String, List<Registration>> byAddress, Registration registration) {
    boolean[] removed = {false};
    byAddress.computeIfPresent(
        registration.address(),
        (_, list) -> {
          removed[0] = list.remove(registration);
          return list.isEmpty() ? null : list;
        });
    return removed[0];
  }

  /** Completes when its consumer may end, and others are told so. */
  Future<Void> forget(Registration registration) {
    all.remove(registration);
    remove(listening, registration);
    return remove(answering, registration) && farewells != null
        ? farewells.linger(registration.address())
        : Future.succeededFuture();
  }

  /** Nobody is sent here any more once this completes; any thread. */
  Future<Void> unregisterAll() {
    return Future.join(all.stream().map(Registration::unregister).toList()).mapEmpty();
  }
}
