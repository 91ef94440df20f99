package outcry.bus.async;

import java.util.function.Function;

/**
 * A queue with a bound and a policy at it, which counts what the policy did. Not thread-safe: one
 * event loop. Between threads use {@link #threadSafe}.
 */
public interface BoundedQueue<T> {

  /** What happens to one more when the queue is full. */
  enum Policy {
    /** It is refused; the one who offers must stop, fail or tell. */
    REFUSE,
    /** The oldest is dropped for it. */
    DROP_OLDEST
  }

  /** What became of an element that was offered. */
  enum Offer {
    ADDED,
    /** It took the place of an older one of its key. */
    CONFLATED,
    /** Added, and the oldest was dropped for it. */
    DROPPED_OLDEST,
    REFUSED
  }

  /** Totals since the start. {@code added} includes those that made the oldest drop. */
  record Counts(long added, long conflated, long dropped, long refused) {}

  Offer offer(T element);

  /** The oldest, removed; null if empty. */
  T poll();

  int size();

  Counts counts();

  default boolean isEmpty() {
    return size() == 0;
  }

  /** First in, first out. */
  static <T> BoundedQueue<T> of(int sizeMax, Policy atBound) {
    return new FifoQueue<>(sizeMax, atBound);
  }

  /**
   * First in, first out; an element takes the place of a waiting one with the same key, so that the
   * newest wins without losing its turn.
   *
   * @param keyOf null for elements that are never conflated
   */
  static <T> BoundedQueue<T> conflating(int sizeMax, Policy atBound, Function<T, Object> keyOf) {
    return new ConflatingQueue<>(sizeMax, atBound, keyOf);
  }

  /** The same queue for a producer and a consumer on different threads. */
  static <T> BoundedQueue<T> threadSafe(BoundedQueue<T> queue) {
    return new LockedQueue<>(queue);
  }
}
