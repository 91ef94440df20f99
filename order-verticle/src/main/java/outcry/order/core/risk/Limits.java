package outcry.order.core.risk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import outcry.model.Instrument;

/**
 * The limits of one account, checked before an order becomes an intent. Immutable.
 *
 * @param version which limits these are; journaled with every intent
 * @param scope what the account may do; its {@code orderValueMax}, {@code openOrdersMax} and {@code
 *     orders} are at least 1, and a symbol without an entry has the instrument's own maximum
 * @param collar how far a price may be from the market
 * @param strategies what a strategy may do within the account, by name
 * @param strategyDefault what any other strategy may do
 * @param restricted symbols in which nothing may be opened
 * @param duplicateWindow within this time no strategy may repeat an order; zero: it may
 * @param repeats when a strategy has traded, or been refused, too often
 * @param pack the rules of whoever lends the account its money
 */
public record Limits(
    int version,
    ScopeLimits scope,
    Collar collar,
    Map<String, ScopeLimits> strategies,
    ScopeLimits strategyDefault,
    Set<String> restricted,
    Duration duplicateWindow,
    Repeats repeats,
    RulePack pack) {

  /**
   * How far a price may be from the market.
   *
   * @param basisPoints of a limit from the reference, in 1/10,000 of it
   * @param referenceAgeMax how old the reference may be
   * @param periodBasisPoints of any price from every reference of the period before, in 1/10,000 of
   *     that; 0: not checked. The period is the house's
   */
  public record Collar(int basisPoints, Duration referenceAgeMax, int periodBasisPoints) {

    public Collar {
      requirePositive("collarBasisPoints", basisPoints);
      requirePositive("referenceAgeMax", referenceAgeMax.toNanos());
      if (periodBasisPoints < 0) {
        throw new IllegalArgumentException(
            "periodBasisPoints must be at least 0, was " + periodBasisPoints);
      }
    }
  }

  /**
   * How often a strategy may have traded or been refused within a window; one more and it is
   * halted, until a person lets it go on (RTS 6 article 15(3)). 0 is no limit.
   *
   * @param executionsMax fills
   * @param rejectionsMax refusals, by us or by a venue
   */
  public record Repeats(int executionsMax, int rejectionsMax, Duration window) {

    /** The most that a window may hold: the times of so many are kept for each strategy. */
    public static final int MAX = 10_000;

    public static final Repeats NONE = new Repeats(0, 0, Duration.ofSeconds(1));

    public Repeats {
      requirePositive("window", window.toNanos());
      if (executionsMax < 0 || executionsMax > MAX || rejectionsMax < 0 || rejectionsMax > MAX) {
        throw new IllegalArgumentException(
            "executionsMax and rejectionsMax must be 0 to "
                + MAX
                + ", were "
                + executionsMax
                + " and "
                + rejectionsMax);
      }
    }
  }

  private static final long ORDER_VALUE_MAX = 1_000_000_00000000L;
  private static final int OPEN_ORDERS_MAX = 1_000;
  private static final int ORDERS_PER_SECOND = 100;
  private static final int ORDER_BURST = 200;
  private static final int COLLAR_BASIS_POINTS = 500;
  private static final Duration REFERENCE_AGE_MAX = Duration.ofSeconds(10);

  public Limits {
    requirePositive("version", version);
    requirePositive("orderValueMax", scope.orderValueMax());
    requirePositive("openOrdersMax", scope.openOrdersMax());
    requirePositive("ordersPerSecond", scope.orders().perSecond());
    requirePositive("orderBurst", scope.orders().burst());
    if (duplicateWindow.isNegative()) {
      throw new IllegalArgumentException("duplicateWindow must not be negative");
    }
    strategies = Map.copyOf(strategies);
    restricted = Set.copyOf(restricted);
  }

  /** Limits of the account alone, on single orders, positions and the order rate. */
  public Limits(
      int version,
      long orderValueMax,
      int openOrdersMax,
      int ordersPerSecond,
      int orderBurst,
      int collarBasisPoints,
      Duration referenceAgeMax,
      Map<String, InstrumentLimits> instruments) {
    this(
        version,
        new ScopeLimits(
            orderValueMax,
            openOrdersMax,
            0,
            0,
            new Rate(ordersPerSecond, orderBurst),
            Rate.NONE,
            instruments),
        new Collar(collarBasisPoints, referenceAgeMax, 0),
        Map.of(),
        ScopeLimits.NONE,
        Set.of(),
        Duration.ZERO,
        Repeats.NONE,
        RulePack.NONE);
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

  public long orderValueMax() {
    return scope.orderValueMax();
  }

  public int openOrdersMax() {
    return scope.openOrdersMax();
  }

  public int ordersPerSecond() {
    return scope.orders().perSecond();
  }

  public int orderBurst() {
    return scope.orders().burst();
  }

  /** What a strategy may do within the account. */
  public ScopeLimits strategy(String name) {
    return strategies.getOrDefault(name, strategyDefault);
  }

  /** These limits with others for one instrument. */
  public Limits with(String symbol, InstrumentLimits limits) {
    return with(scope.with(symbol, limits));
  }

  /** These limits with others for the account as a whole. */
  public Limits with(ScopeLimits other) {
    return new Limits(
        version,
        other,
        collar,
        strategies,
        strategyDefault,
        restricted,
        duplicateWindow,
        repeats,
        pack);
  }

  /** These limits with another collar. */
  public Limits with(Collar other) {
    return new Limits(
        version,
        scope,
        other,
        strategies,
        strategyDefault,
        restricted,
        duplicateWindow,
        repeats,
        pack);
  }

  /** These limits with others for every strategy. */
  public Limits withStrategies(ScopeLimits each) {
    return new Limits(
        version, scope, collar, Map.of(), each, restricted, duplicateWindow, repeats, pack);
  }

  /** These limits with other checks of repetition. */
  public Limits with(Duration newDuplicateWindow, Repeats newRepeats) {
    return new Limits(
        version,
        scope,
        collar,
        strategies,
        strategyDefault,
        restricted,
        newDuplicateWindow,
        newRepeats,
        pack);
  }

  /** These limits with other rules, and other symbols in which nothing may be opened. */
  public Limits with(RulePack newPack, Set<String> newRestricted) {
    return new Limits(
        version,
        scope,
        collar,
        strategies,
        strategyDefault,
        newRestricted,
        duplicateWindow,
        repeats,
        newPack);
  }

  InstrumentLimits of(Instrument instrument) {
    var own = scope.instruments().get(instrument.symbol());
    return own == null ? InstrumentLimits.of(instrument) : own;
  }

  private static void requirePositive(String field, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, was " + value);
    }
  }
}
