package outcry.venue.paper;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is due when, by time and then by the order it was added in. */
final class DueQueue {

  record Item(long atNanos, long sequence, Due due) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::atNanos).thenComparing(Item::sequence));
  private long sequence;

  void add(long atNanos, Due due) {
    items.add(new Item(atNanos, ++sequence, due));
  }

  /** When the first is due; {@link Long#MAX_VALUE} if there is none. */
  long nextNanos() {
    var first = items.peek();
    return first == null ? Long.MAX_VALUE : first.atNanos();
  }

  /** The first, taken out; it must exist. */
  Item take() {
    return items.remove();
  }

  int size() {
    return items.size();
  }
}
