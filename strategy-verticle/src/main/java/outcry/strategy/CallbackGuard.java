package outcry.strategy;

import java.util.concurrent.atomic.AtomicLong;

/** Since when one strategy is in a callback; how the watchdog gets it out of one that hangs. */
final class CallbackGuard {

  private static final long HUNG = -1;

  private final AtomicLong began = new AtomicLong();
  private volatile Thread thread;
  private volatile boolean interrupted;

  void thread(Thread callbacks) {
    thread = callbacks;
  }

  /**
   * @param nowNanos {@link System#nanoTime}
   */
  void enter(long nowNanos) {
    began.lazySet(nowNanos == 0 || nowNanos == HUNG ? 1 : nowNanos);
  }

  /** True if it was found hanging; the interrupt is taken back from the thread. */
  boolean exit() {
    if (began.getAndSet(0) != HUNG) {
      return false;
    }
    while (!interrupted) {
      Thread.onSpinWait(); // the watchdog is between its verdict and the interrupt
    }
    Thread.interrupted();
    return true;
  }

  /** The watchdog's look; true once per callback that hangs, which is then interrupted. */
  boolean look(long nowNanos, long limitNanos) {
    long since = began.get();
    if (since == 0 || since == HUNG || nowNanos - since < limitNanos) {
      return false;
    }
    if (!began.compareAndSet(since, HUNG)) {
      return false;
    }
    thread.interrupt();
    interrupted = true;
    return true;
  }
}
