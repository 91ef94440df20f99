package outcry.bus.async;

import outcry.bus.async.BoundedQueue.Counts;
import outcry.bus.async.BoundedQueue.Offer;

/** Counts what became of the elements offered to one queue. */
final class Tally {

  private long added;
  private long conflated;
  private long dropped;
  private long refused;

  static int requireSize(int sizeMax) {
    if (sizeMax < 1) {
      throw new IllegalArgumentException("a queue holds at least 1, not " + sizeMax);
    }
    return sizeMax;
  }

  Offer count(Offer offer) {
    switch (offer) {
      case ADDED -> added++;
      case CONFLATED -> conflated++;
      case DROPPED_OLDEST -> {
        added++;
        dropped++;
      }
      case REFUSED -> refused++;
    }
    return offer;
  }

  Counts counts() {
    return new Counts(added, conflated, dropped, refused);
  }
}
