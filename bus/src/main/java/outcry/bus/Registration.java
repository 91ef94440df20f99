package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A consumer registered through {@link Bus}. Ends with {@link #unregister}. */
public final class Registration {

  private final Consumers consumers;
  private final InFlight inFlight;
  private final String address;
  private final Thread loop;

  /** Published on our own event loop and not yet handled, oldest first. Touched there only. */
  private final Deque<Object> expected = new ArrayDeque<>();

  private MessageConsumer<?> consumer;
  private Future<Void> unregistered;

  Registration(Consumers consumers, InFlight inFlight, String address) {
    this.consumers = consumers;
    this.inFlight = inFlight;
    this.address = address;
    this.loop = Context.isOnEventLoopThread() ? Thread.currentThread() : null;
  }

  void consumer(MessageConsumer<?> registered) {
    this.consumer = registered;
    // however it ends, an undeployment included
    registered.endHandler(_ -> ended());
  }

  String address() {
    return address;
  }

  /** The event loop the consumer belongs to; null if it runs on worker threads. */
  Thread loop() {
    return loop;
  }

  /** True if a delivery published by the current thread runs on the same event loop. */
  boolean sharesThread() {
    return loop == Thread.currentThread();
  }

  void expect(Object message) {
    expected.add(message);
    inFlight.begin(InFlight.Kind.DELIVERY);
  }

  /** The newest expected one will not come after all. */
  void expectNoMore() {
    expected.removeLast();
    inFlight.end(InFlight.Kind.DELIVERY);
  }

  /** One from another thread was not expected and changes nothing. */
  void delivered(Object message) {
    if (loop != null && expected.peek() == message) {
      expected.remove();
      inFlight.end(InFlight.Kind.DELIVERY);
    }
  }

  /** Completes when every node can reach this consumer. */
  public Future<Void> ready() {
    return consumer.completion();
  }

  /** Deliveries already queued are dropped and no longer counted as in flight. Idempotent. */
  public synchronized Future<Void> unregister() {
    if (unregistered == null) {
      var mayEnd = consumers.forget(this);
      unregistered =
          mayEnd.isComplete() ? consumer.unregister() : mayEnd.compose(_ -> consumer.unregister());
    }
    return unregistered;
  }

  private void ended() {
    consumers.forget(this).onComplete(_ -> expectNothing());
  }

  private void expectNothing() {
    while (!expected.isEmpty()) {
      expectNoMore();
    }
  }
}
