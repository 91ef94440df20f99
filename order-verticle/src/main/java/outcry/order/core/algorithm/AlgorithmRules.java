package outcry.order.core.algorithm;

import java.time.Duration;
import outcry.model.Algorithm;
import outcry.model.Instrument;
import outcry.model.OrderCommand.StartAlgorithm;

/** What an algorithm may be asked for. */
public final class AlgorithmRules {

  private static final int ID_MAX = 28;
  private static final int SLICES_MAX = 10_000;
  private static final int BASIS_POINTS = 10_000;
  private static final long SLICE_MIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long SPAN_MAX_NANOS = Duration.ofDays(7).toNanos();

  private AlgorithmRules() {}

  /** Whether an id leaves room for the numbers of its children. */
  public static boolean isId(String id) {
    return id.matches("[A-Za-z0-9_-]{1," + ID_MAX + "}");
  }

  /** Why it cannot be done, for people; null if it can. */
  public static String fault(StartAlgorithm order, Instrument instrument, long nowNanos) {
    if (order.quantity() < instrument.minQuantity() || !instrument.isOnLot(order.quantity())) {
      return "the quantity must be on a lot and at least "
          + instrument.quantityText(instrument.minQuantity());
    }
    if (order.price() < 0 || !instrument.isOnTick(order.price())) {
      return "the price must be on a tick, or 0 for market orders";
    }
    if (order.endNanos() <= Math.max(order.startNanos(), nowNanos)) {
      return "the end must be after the start, and in the future";
    }
    if (order.startNanos() < 0 || order.endNanos() - order.startNanos() > SPAN_MAX_NANOS) {
      return "from start to end may be 7 days at most";
    }
    return switch (order.algorithm()) {
      case Algorithm.Twap(var slices) -> slices(slices, order);
      case Algorithm.Vwap(var profile) -> {
        boolean negative = profile.stream().anyMatch(weight -> weight < 0);
        boolean positive = profile.stream().anyMatch(weight -> weight > 0);
        yield negative || !positive
            ? "no weight may be negative, and one must be positive"
            : slices(profile.size(), order);
      }
      case Algorithm.Pov(var share) ->
          share < 1 || share > BASIS_POINTS ? "the share must be 1 to 10000 basis points" : null;
      case Algorithm.Iceberg(var shown) -> iceberg(order, shown, instrument);
    };
  }

  private static String slices(int slices, StartAlgorithm order) {
    if (slices < 1 || slices > SLICES_MAX) {
      return "there must be 1 to " + SLICES_MAX + " slices";
    }
    return (order.endNanos() - order.startNanos()) / slices < SLICE_MIN_NANOS
        ? "a slice must be a second at least"
        : null;
  }

  private static String iceberg(StartAlgorithm order, long shown, Instrument instrument) {
    if (order.price() == 0) {
      return "an ICEBERG needs a price";
    }
    return shown < instrument.minQuantity()
            || shown > order.quantity()
            || !instrument.isOnLot(shown)
        ? "the display quantity must be on a lot, at least "
            + instrument.quantityText(instrument.minQuantity())
            + " and at most the quantity"
        : null;
  }
}
