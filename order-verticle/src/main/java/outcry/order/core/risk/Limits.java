package outcry.order.core.risk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.Instrument;

/**
 * The limits of one account, checked before an order becomes an intent. Immutable.
 *
 * @param version which limits these are; journaled with every intent
 * @param orderValueMax largest order, {@code 10^-8} quote currency
 * @param openOrdersMax open orders of the account at once, those in doubt included
 * @param ordersPerSecond new and amended orders, sustained; cancels are not counted
 * @param orderBurst how many of them at once
 * @param collarBasisPoints how far a limit may be from the reference, in 1/10,000 of it
 * @param referenceAgeMax how old the reference may be
 * @param instruments limits by symbol; a symbol without an entry has the instrument's own maximum
 */
public record Limits(
    int version,
    long orderValueMax,
    int openOrdersMax,
    int ordersPerSecond,
    int orderBurst,
    int collarBasisPoints,
    Duration referenceAgeMax,
    Map<String, InstrumentLimits> instruments) {

  private static final long ORDER_VALUE_MAX = 1_000_000_00000000L;
  private static final int OPEN_ORDERS_MAX = 1_000;
  private static final int ORDERS_PER_SECOND = 100;
  private static final int ORDER_BURST = 200;
  private static final int COLLAR_BASIS_POINTS = 500;
  private static final Duration REFERENCE_AGE_MAX = Duration.ofSeconds(10);

  public Limits {
    requirePositive("version", version);
    requirePositive("orderValueMax", orderValueMax);
    requirePositive("openOrdersMax", openOrdersMax);
    requirePositive("ordersPerSecond", ordersPerSecond);
    requirePositive("orderBurst", orderBurst);
    requirePositive("collarBasisPoints", collarBasisPoints);
    requirePositive("referenceAgeMax", referenceAgeMax.toNanos());
    instruments = Map.copyOf(instruments);
  }

  /** Orders to one million of quote currency, 5 % collar, 100 orders a second. */
  public static Limits defaults() {
    return new Limits(
        1,
        ORDER_VALUE_MAX,
        OPEN_ORDERS_MAX,
        ORDERS_PER_SECOND,
        ORDER_BURST,
        COLLAR_BASIS_POINTS,
        REFERENCE_AGE_MAX,
        Map.of());
  }

  /** These limits with others for one instrument. */
  public Limits with(String symbol, InstrumentLimits limits) {
    var all = new LinkedHashMap<>(instruments);
    all.put(symbol, limits);
    return new Limits(
        version,
        orderValueMax,
        openOrdersMax,
        ordersPerSecond,
        orderBurst,
        collarBasisPoints,
        referenceAgeMax,
        all);
  }

  InstrumentLimits of(Instrument instrument) {
    var own = instruments.get(instrument.symbol());
    return own == null ? InstrumentLimits.of(instrument) : own;
  }

  private static void requirePositive(String field, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, was " + value);
    }
  }
}
