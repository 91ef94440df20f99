package outcry.order.core.algorithm;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Algorithm;
import outcry.model.Int128;
import outcry.model.OrderCommand.StartAlgorithm;

/**
 * The slices of an algorithm that works by the clock: equal distances, and after each how much is
 * to be sent in all. Quantities in quantity units, times in nanoseconds since the epoch, UTC.
 */
public final class Schedule {

  private final long startNanos;
  private final long endNanos;
  private final long lotSize;
  private final long quantity;

  /** The weights up to and with each slice. */
  private final List<Long> cumulative;

  private Schedule(StartAlgorithm order, long lotSize, List<Long> cumulative) {
    this.startNanos = order.startNanos();
    this.endNanos = order.endNanos();
    this.quantity = order.quantity();
    this.lotSize = lotSize;
    this.cumulative = List.copyOf(cumulative);
  }

  /** Null for an algorithm that does not work by the clock. */
  public static Schedule of(StartAlgorithm order, long lotSize) {
    return switch (order.algorithm()) {
      case Algorithm.Twap(var slices) -> {
        var equal = new ArrayList<Long>(slices);
        for (long i = 1; i <= slices; i++) {
          equal.add(i);
        }
        yield new Schedule(order, lotSize, equal);
      }
      case Algorithm.Vwap(var profile) -> {
        var sums = new ArrayList<Long>(profile.size());
        long sum = 0;
        for (int weight : profile) {
          sum += weight;
          sums.add(sum);
        }
        yield new Schedule(order, lotSize, sums);
      }
      case Algorithm.Pov _, Algorithm.Iceberg _ -> null;
    };
  }

  /** The slice that a time between start and end is in, beginning with 0. */
  public int slice(long nanos) {
    int slice = (int) Int128.product(nanos - startNanos, slices()).divide(endNanos - startNanos);
    int near = Math.clamp(slice, 0, slices() - 1);
    while (near > 0 && sliceStart(near) > nanos) {
      near--; // the division rounds to the nearest
    }
    while (near < slices() - 1 && sliceStart(near + 1) <= nanos) {
      near++;
    }
    return near;
  }

  public int slices() {
    return cumulative.size();
  }

  /** When a slice begins; of the one after the last, the end. */
  public long sliceStart(int slice) {
    long span = endNanos - startNanos;
    return startNanos + span / slices() * slice + span % slices() * slice / slices();
  }

  /** How much is to be sent by the end of a slice, on a lot; all of it by the end of the last. */
  public long target(int slice) {
    if (slice == slices() - 1) {
      return quantity;
    }
    long exact = Int128.product(quantity, cumulative.get(slice)).divide(cumulative.getLast());
    return Math.min(exact, quantity) / lotSize * lotSize;
  }

  /**
   * How much one slice may send: what is behind the target, at most twice what is its own, so that
   * what others could not do is caught up with, but not all at once.
   *
   * @param committed what has filled or is open
   */
  public long size(int slice, long committed) {
    long before = slice == 0 ? 0 : target(slice - 1);
    long most = Math.multiplyExact(2, target(slice) - before);
    return Math.max(0, Math.min(target(slice) - committed, most)) / lotSize * lotSize;
  }
}
