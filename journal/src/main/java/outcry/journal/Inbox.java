package outcry.journal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded first-in first-out queue that can be closed: nothing accepted is ever lost. */
final class Inbox<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final int max;
  private final long spinNanos;
  private volatile boolean filledOrClosed;
  private boolean closed;

  /**
   * @param spinNanos how long an empty inbox is watched before its taker sleeps: being woken costs
   *     more than a short wait
   */
  Inbox(int max, long spinNanos) {
    this.max = max;
    this.spinNanos = spinNanos;
  }

  /**
   * Adds as many as there is room for, in order; none once it is closed.
   *
   * @return how many were accepted
   */
  int offerAll(List<? extends T> offered) {
    lock.lock();
    try {
      int accepted = closed ? 0 : Math.min(offered.size(), max - items.size());
      items.addAll(offered.subList(0, accepted));
      if (accepted > 0) {
        filledOrClosed = true;
        filled.signal();
      }
      return accepted;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for at least one item and moves at most {@code most} to {@code into}.
   *
   * @return false once it is closed and empty
   */
  boolean take(Collection<? super T> into, int most) {
    spin();
    lock.lock();
    try {
      while (items.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      for (int i = 0; i < most && !items.isEmpty(); i++) {
        into.add(items.pollFirst());
      }
      filledOrClosed = closed || !items.isEmpty();
      if (!items.isEmpty()) {
        filled.signal();
      }
      return !into.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void spin() {
    if (filledOrClosed || spinNanos == 0) {
      return;
    }
    long until = System.nanoTime() + spinNanos;
    while (!filledOrClosed && System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }

  int size() {
    lock.lock();
    try {
      return items.size();
    } finally {
      lock.unlock();
    }
  }

  int max() {
    return max;
  }

  /** What is in it can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filledOrClosed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
