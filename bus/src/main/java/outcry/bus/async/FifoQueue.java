package outcry.bus.async;

import java.util.ArrayDeque;
import java.util.Deque;

/** A bounded first-in first-out queue. */
final class FifoQueue<T> implements BoundedQueue<T> {

  private final Deque<T> elements = new ArrayDeque<>();
  private final Tally tally = new Tally();
  private final int sizeMax;
  private final Policy atBound;

  FifoQueue(int sizeMax, Policy atBound) {
    this.sizeMax = Tally.requireSize(sizeMax);
    this.atBound = atBound;
  }

  @Override
  public Offer offer(T element) {
    var offer = Offer.ADDED;
    if (elements.size() >= sizeMax) {
      if (atBound == Policy.REFUSE) {
        return tally.count(Offer.REFUSED);
      }
      elements.remove();
      offer = Offer.DROPPED_OLDEST;
    }
    elements.add(element);
    return tally.count(offer);
  }

  @Override
  public T poll() {
    return elements.poll();
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public Counts counts() {
    return tally.counts();
  }
}
