package outcry.journal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded first-in first-out queue that can be closed: nothing accepted is ever lost. */
final class Inbox<T> {

  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final int max;
  private boolean closed;

  Inbox(int max) {
    this.max = max;
  }

  Offer offer(T item) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (items.size() >= max) {
        return Offer.FULL;
      }
      items.addLast(item);
      if (items.size() == 1) {
        filled.signal();
      }
      return Offer.ACCEPTED;
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
    lock.lock();
    try {
      while (items.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      for (int i = 0; i < most && !items.isEmpty(); i++) {
        into.add(items.pollFirst());
      }
      if (!items.isEmpty()) {
        filled.signal();
      }
      return !into.isEmpty();
    } finally {
      lock.unlock();
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
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
