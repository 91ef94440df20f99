package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import outcry.bus.Address;
import outcry.bus.Bus;
import outcry.bus.RefusedException;
import outcry.bus.Registration;
import outcry.model.RefusalCode;

/**
 * Published messages as a stream with back-pressure: pause, resume, fetch. The bus does not wait
 * for a slow reader, so what it does not take waits in a bounded buffer whose policy decides at the
 * bound; where the buffer refuses, the stream fails with OVERLOADED and ends, since it has a gap.
 * Not thread-safe: the event loop that opened it, on which its handlers run. What waits in the
 * buffer does not count as in flight.
 */
public final class BusStream<T> implements ReadStream<T> {

  private final String address;
  private final String family;
  private final BoundedQueue<T> buffer;
  private final Registration registration;
  private final Bus bus;
  private Handler<T> handler;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private long demand = Long.MAX_VALUE;
  private boolean emitting;
  private boolean over;

  private BusStream(Bus bus, Address<T> address, BoundedQueue<T> buffer) {
    this.bus = bus;
    this.address = address.name();
    this.family = address.family();
    this.buffer = buffer;
    this.registration = bus.on(address, this::arrived);
  }

  /** Listens from now on; before a handler is set, messages wait in the buffer. */
  public static <T> BusStream<T> open(Bus bus, Address<T> address, BoundedQueue<T> buffer) {
    return new BusStream<>(bus, address, buffer);
  }

  private void arrived(T message) {
    if (over) {
      return;
    }
    if (buffer.offer(message) == BoundedQueue.Offer.REFUSED) {
      fail(
          new RefusedException(
              RefusalCode.OVERLOADED, "reader of " + address + " is " + buffer.size() + " behind"));
      return;
    }
    emit();
  }

  private void emit() {
    if (emitting) {
      return; // the loop below sees what a handler changed
    }
    emitting = true;
    try {
      while (!over && handler != null && demand > 0 && !buffer.isEmpty()) {
        if (demand != Long.MAX_VALUE) {
          demand--;
        }
        handler.handle(buffer.poll());
      }
    } finally {
      emitting = false;
    }
  }

  private void fail(Throwable failure) {
    var told = exceptionHandler;
    if (told == null) {
      bus.defects().report("stream " + family, failure);
    } else {
      told.handle(failure);
    }
    close().onFailure(cause -> bus.defects().report("stream " + family, cause));
  }

  @Override
  public BusStream<T> exceptionHandler(Handler<Throwable> told) {
    exceptionHandler = told;
    return this;
  }

  /** Null stops reading; messages wait in the buffer. */
  @Override
  public BusStream<T> handler(Handler<T> reader) {
    handler = reader;
    emit();
    return this;
  }

  @Override
  public BusStream<T> endHandler(Handler<Void> told) {
    endHandler = told;
    return this;
  }

  @Override
  public BusStream<T> pause() {
    demand = 0;
    return this;
  }

  @Override
  public BusStream<T> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public BusStream<T> fetch(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("cannot fetch " + amount);
    }
    demand = demand > Long.MAX_VALUE - amount ? Long.MAX_VALUE : demand + amount;
    emit();
    return this;
  }

  /** What waited, was conflated, dropped or refused. */
  public BoundedQueue.Counts counts() {
    return buffer.counts();
  }

  /** Ends the stream; what waits in the buffer is forgotten. Idempotent. */
  public Future<Void> close() {
    if (over) {
      return registration.unregister();
    }
    over = true;
    if (endHandler != null) {
      endHandler.handle(null);
    }
    return registration.unregister();
  }
}
