package outcry.bus.async;

/** A queue behind a lock. */
final class LockedQueue<T> implements BoundedQueue<T> {

  private final BoundedQueue<T> queue;

  LockedQueue(BoundedQueue<T> queue) {
    this.queue = queue;
  }

  @Override
  public synchronized Offer offer(T element) {
    return queue.offer(element);
  }

  @Override
  public synchronized T poll() {
    return queue.poll();
  }

  @Override
  public synchronized int size() {
    return queue.size();
  }

  @Override
  public synchronized Counts counts() {
    return queue.counts();
  }
}
