package outcry.bus.async;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** A bounded queue in which the newest of a key takes the place of the one that waits. */
final class ConflatingQueue<T> implements BoundedQueue<T> {

  private final SequencedMap<Object, T> elements = new LinkedHashMap<>();
  private final Tally tally = new Tally();
  private final int sizeMax;
  private final Policy atBound;
  private final Function<T, Object> keyOf;

  ConflatingQueue(int sizeMax, Policy atBound, Function<T, Object> keyOf) {
    this.sizeMax = Tally.requireSize(sizeMax);
    this.atBound = atBound;
    this.keyOf = keyOf;
  }

  @Override
  public Offer offer(T element) {
    var key = keyOf.apply(element);
    if (key == null) {
      key = new Object(); // equals nothing else
    } else if (elements.replace(key, element) != null) {
      return tally.count(Offer.CONFLATED);
    }
    var offer = Offer.ADDED;
    if (elements.size() >= sizeMax) {
      if (atBound == Policy.REFUSE) {
        return tally.count(Offer.REFUSED);
      }
      elements.pollFirstEntry();
      offer = Offer.DROPPED_OLDEST;
    }
    elements.put(key, element);
    return tally.count(offer);
  }

  @Override
  public T poll() {
    var first = elements.pollFirstEntry();
    return first == null ? null : first.getValue();
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
