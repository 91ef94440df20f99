package outcry.venue.simulated;

/**
 * Resting orders by id: open addressing with linear probing, at most a quarter full, so that a
 * search nearly always ends at the first slot.
 */
final class OrderTable {

  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio

  private final RestingOrder[] slots;
  private final int mask;
  private final int shift;
  private int size;

  OrderTable(int ordersMax) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(4L * ordersMax - 1);
    slots = new RestingOrder[1 << bits];
    mask = slots.length - 1;
    shift = Long.SIZE - bits;
  }

  int size() {
    return size;
  }

  /** The order, or null. */
  RestingOrder find(long id) {
    for (int i = home(id); ; i = (i + 1) & mask) {
      var order = slots[i];
      if (order == null || order.id == id) {
        return order;
      }
    }
  }

  /** The order must not be there yet. */
  void add(RestingOrder order) {
    int i = home(order.id);
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = order;
    size++;
  }

  /** The order must be there. */
  void remove(RestingOrder order) {
    int hole = home(order.id);
    while (slots[hole] != order) {
      hole = (hole + 1) & mask;
    }
    for (int i = (hole + 1) & mask; slots[i] != null; i = (i + 1) & mask) {
      int displacement = (i - home(slots[i].id)) & mask;
      if (displacement >= ((i - hole) & mask)) { // its search would stop at the hole: move it there
        slots[hole] = slots[i];
        hole = i;
      }
    }
    slots[hole] = null;
    size--;
  }

  private int home(long id) {
    return (int) ((id * SPREAD) >>> shift);
  }
}
