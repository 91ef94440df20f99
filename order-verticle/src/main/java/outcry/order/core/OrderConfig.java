package outcry.order.core;

import java.time.Duration;
import java.util.Map;
import outcry.order.core.reconcile.ReconcileConfig;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.RiskRules;

/**
 * Settings of the order owner, checked once.
 *
 * @param limits by account; an account without an entry is unknown
 * @param rules what is the same for every account
 * @param openOrdersMax open orders of a partition; one more is refused as OVERLOADED
 * @param terminalOrdersMax ended orders kept in memory; older ones are looked up in the journal
 * @param queuedMax intents waiting for a venue session; one more is refused as OVERLOADED
 * @param inFlightMax submissions of a session not yet answered; cancels have as many of their own
 * @param appendsMax journal appends not yet durable; beyond it new orders are refused
 * @param ackTimeout how long a venue may take to answer before the order is in doubt
 * @param submitDeadline how long after its intent a venue may still accept an order
 * @param clockSkew how far a venue's clock may be from ours
 * @param commandAgeMax an order or amend older than this on receipt is refused
 * @param queryBackoff before the second query of an order in doubt; doubles each time
 * @param queryBackoffMax the longest time between two queries
 * @param queriesMax queries in flight at once
 * @param reconcileTimeout how long the start waits for the venue to tell about open orders
 * @param tradingDays when instruments open and close
 * @param lists how long orders that depend on each other wait
 * @param reconcile when and how accounts are held against their venues
 */
public record OrderConfig(
    Map<String, Limits> limits,
    RiskRules rules,
    int openOrdersMax,
    int terminalOrdersMax,
    int queuedMax,
    int inFlightMax,
    int appendsMax,
    Duration ackTimeout,
    Duration submitDeadline,
    Duration clockSkew,
    Duration commandAgeMax,
    Duration queryBackoff,
    Duration queryBackoffMax,
    int queriesMax,
    Duration reconcileTimeout,
    TradingDays tradingDays,
    ListConfig lists,
    ReconcileConfig reconcile) {

  private static final int OPEN_ORDERS_MAX = 10_000;
  private static final int TERMINAL_ORDERS_MAX = 50_000;
  private static final int QUEUED_MAX = 2_000;
  private static final int IN_FLIGHT_MAX = 5;
  private static final int APPENDS_MAX = 16_384;
  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SUBMIT_DEADLINE = Duration.ofSeconds(5);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);
  private static final Duration COMMAND_AGE_MAX = Duration.ofSeconds(5);
  private static final Duration QUERY_BACKOFF = Duration.ofMillis(250);
  private static final Duration QUERY_BACKOFF_MAX = Duration.ofSeconds(10);
  private static final int QUERIES_MAX = 5;
  private static final Duration RECONCILE_TIMEOUT = Duration.ofSeconds(10);

  public OrderConfig {
    limits = Map.copyOf(limits);
    requirePositive("openOrdersMax", openOrdersMax);
    requirePositive("terminalOrdersMax", terminalOrdersMax);
    requirePositive("queuedMax", queuedMax);
    requirePositive("inFlightMax", inFlightMax);
    requirePositive("appendsMax", appendsMax);
    requirePositive("ackTimeout", ackTimeout.toNanos());
    requirePositive("submitDeadline", submitDeadline.toNanos());
    requirePositive("clockSkew", clockSkew.toNanos());
    requirePositive("commandAgeMax", commandAgeMax.toNanos());
    requirePositive("queryBackoff", queryBackoff.toNanos());
    requirePositive("queryBackoffMax", queryBackoffMax.toNanos());
    requirePositive("queriesMax", queriesMax);
    requirePositive("reconcileTimeout", reconcileTimeout.toNanos());
    if (queryBackoffMax.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("queryBackoffMax must be at most an hour");
    }
  }

  /** The defaults: 10,000 open orders, 5 in flight, 5 s to answer. */
  public static OrderConfig of(Map<String, Limits> limits) {
    return of(limits, RiskRules.NONE);
  }

  /** The defaults, with rules of the house. */
  public static OrderConfig of(Map<String, Limits> limits, RiskRules rules) {
    return new OrderConfig(
        limits,
        rules,
        OPEN_ORDERS_MAX,
        TERMINAL_ORDERS_MAX,
        QUEUED_MAX,
        IN_FLIGHT_MAX,
        APPENDS_MAX,
        ACK_TIMEOUT,
        SUBMIT_DEADLINE,
        CLOCK_SKEW,
        COMMAND_AGE_MAX,
        QUERY_BACKOFF,
        QUERY_BACKOFF_MAX,
        QUERIES_MAX,
        RECONCILE_TIMEOUT,
        TradingDays.AROUND_THE_CLOCK,
        ListConfig.DEFAULT,
        ReconcileConfig.DEFAULT);
  }

  /** These settings with other trading days. */
  public OrderConfig withTradingDays(TradingDays days) {
    return new OrderConfig(
        limits,
        rules,
        openOrdersMax,
        terminalOrdersMax,
        queuedMax,
        inFlightMax,
        appendsMax,
        ackTimeout,
        submitDeadline,
        clockSkew,
        commandAgeMax,
        queryBackoff,
        queryBackoffMax,
        queriesMax,
        reconcileTimeout,
        days,
        lists,
        reconcile);
  }

  /** These settings with other bounds, for small machines and tests. */
  public OrderConfig withBounds(int openOrders, int terminalOrders, int queued) {
    return new OrderConfig(
        limits,
        rules,
        openOrders,
        terminalOrders,
        queued,
        inFlightMax,
        appendsMax,
        ackTimeout,
        submitDeadline,
        clockSkew,
        commandAgeMax,
        queryBackoff,
        queryBackoffMax,
        queriesMax,
        reconcileTimeout,
        tradingDays,
        lists,
        reconcile);
  }

  /** These settings with other rules of reconciliation. */
  public OrderConfig with(ReconcileConfig reconciling) {
    return new OrderConfig(
        limits,
        rules,
        openOrdersMax,
        terminalOrdersMax,
        queuedMax,
        inFlightMax,
        appendsMax,
        ackTimeout,
        submitDeadline,
        clockSkew,
        commandAgeMax,
        queryBackoff,
        queryBackoffMax,
        queriesMax,
        reconcileTimeout,
        tradingDays,
        lists,
        reconciling);
  }

  private static void requirePositive(String field, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, was " + value);
    }
  }
}
