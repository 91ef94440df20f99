package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.atomic.AtomicInteger;

/** A consumer registered through {@link Bus}. Ends with {@link #unregister}. */
public final class Registration {

  private final Bus bus;
  private final String address;
  private final Context context;
  private final Thread thread;
  private final AtomicInteger expected = new AtomicInteger();
  private MessageConsumer<?> consumer;
  private volatile boolean over;

  Registration(Bus bus, String address, Context context) {
    this.bus = bus;
    this.address = address;
    this.context = context;
    this.thread = Thread.currentThread();
  }

  void consumer(MessageConsumer<?> registered) {
    this.consumer = registered;
  }

  String address() {
    return address;
  }

  /** True if a delivery published by the current thread runs on the same event loop. */
  boolean sharesThread() {
    return thread == Thread.currentThread();
  }

  void expect() {
    expected.incrementAndGet();
    bus.inFlight().begin(InFlight.Kind.DELIVERY);
  }

  void delivered() {
    if (expected.get() > 0 && expected.getAndDecrement() > 0) {
      bus.inFlight().end(InFlight.Kind.DELIVERY);
    }
  }

  /** Completes when every node can reach this consumer. */
  public Future<Void> ready() {
    return consumer.completion();
  }

  /** Deliveries already queued are dropped and no longer counted as in flight. Idempotent. */
  public Future<Void> unregister() {
    if (over) {
      return Future.succeededFuture();
    }
    over = true;
    bus.forget(this);
    var unregistered = consumer.unregister();
    context.runOnContext(
        _ -> {
          while (expected.getAndDecrement() > 0) {
            bus.inFlight().end(InFlight.Kind.DELIVERY);
          }
        });
    return unregistered;
  }
}
