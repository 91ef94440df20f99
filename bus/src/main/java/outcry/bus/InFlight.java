package outcry.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what has been started and not yet been dealt with: messages on their way to a consumer of
 * the same event loop, requests without a reply, journal appends, venue requests. A replay waits
 * for zero before it moves its clock; a shutdown names what is left. Thread-safe.
 */
public final class InFlight {

  /** What is on its way. */
  public enum Kind {
    DELIVERY,
    REQUEST,
    JOURNAL,
    VENUE,
    STRATEGY
  }

  private static final Kind[] KINDS = Kind.values();

  private final AtomicLong total = new AtomicLong();
  private final AtomicLongArray byKind = new AtomicLongArray(KINDS.length);
  private final AtomicReference<Runnable> waiter = new AtomicReference<>();

  /** Something started. */
  public void begin(Kind kind) {
    byKind.incrementAndGet(kind.ordinal());
    total.incrementAndGet();
  }

  /** It has been dealt with, its consequences included or counted on their own. */
  public void end(Kind kind) {
    if (byKind.decrementAndGet(kind.ordinal()) < 0) {
      byKind.incrementAndGet(kind.ordinal());
      throw new IllegalStateException("more " + kind + " ended than begun");
    }
    if (total.decrementAndGet() == 0) {
      wake();
    }
  }

  public boolean isIdle() {
    return total.get() == 0;
  }

  /**
   * Runs an action once nothing is in flight: at once if that is so now, otherwise on the thread
   * that ends the last one. One action may wait at a time; it may wait again itself. Since
   * deliveries of one event loop are queued first in, first out, and each is ended after its
   * handler, all consequences on that loop have run by then, replies and what followed from them
   * included.
   *
   * @throws IllegalStateException if another action is waiting
   */
  public void whenIdle(Runnable action) {
    if (!waiter.compareAndSet(null, action)) {
      throw new IllegalStateException("somebody is waiting already");
    }
    if (isIdle()) {
      wake();
    }
  }

  private void wake() {
    if (waiter.get() == null) {
      return;
    }
    var action = waiter.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  /** What is in flight now, by kind; kinds with nothing are left out. */
  public Map<Kind, Long> pending() {
    var pending = new LinkedHashMap<Kind, Long>();
    for (var kind : KINDS) {
      long count = byKind.get(kind.ordinal());
      if (count != 0) {
        pending.put(kind, count);
      }
    }
    return pending;
  }
}
