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
  private boolean closed;

  Inbox(int max) {
    this.max = max;
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
