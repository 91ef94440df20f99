package outcry.strategy;

import java.time.Duration;

/**
 * The bounds of a host.
 *
 * @param partitions how many partitions the accounts are spread over
 * @param marketMax market events that wait for one strategy
 * @param controlMax everything else that waits for one strategy; beyond it fails
 * @param openOrdersMax open orders of one strategy
 * @param commandAttempts how often a command is sent before it is in doubt
 * @param attemptsMax how often bars and the journal are asked before a strategy fails
 * @param pageSize journaled events in one request
 * @param commandTimeout for one answer
 * @param retryDelay between two attempts
 * @param hangLimit a callback that takes longer ends its strategy
 * @param resendWithin a new order nobody has answered is sent again by the next run only if it is
 *     not older; else it is refused there
 * @param pollInterval how often the journal is asked without a doorbell; zero: never, for a bus
 *     that loses nothing
 * @param marketSilence market data nobody has spoken of for so long is taken as stale; zero: never,
 *     for a publisher that lives and dies with its readers
 */
public record StrategyConfig(
    int partitions,
    int marketMax,
    int controlMax,
    int openOrdersMax,
    int commandAttempts,
    int attemptsMax,
    int pageSize,
    Duration commandTimeout,
    Duration retryDelay,
    Duration hangLimit,
    Duration resendWithin,
    Duration pollInterval,
    Duration marketSilence) {

  static final int MARKET_MAX = 100;
  static final int CONTROL_MAX = 10_000;
  static final int OPEN_ORDERS_MAX = 1_000;
  static final int COMMAND_ATTEMPTS = 3;
  static final int ATTEMPTS_MAX = 60;
  static final int PAGE_SIZE = 1_000;
  static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);
  static final Duration RETRY_DELAY = Duration.ofMillis(500);
  static final Duration HANG_LIMIT = Duration.ofSeconds(5);
  static final Duration RESEND_WITHIN = Duration.ofMinutes(1);

  /** Between nodes an owner may be gone for some seconds, and the database for minutes. */
  private static final int CLUSTER_COMMAND_ATTEMPTS = 20;

  private static final int CLUSTER_ATTEMPTS_MAX = 1_200;
  private static final Duration CLUSTER_POLL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLUSTER_MARKET_SILENCE = Duration.ofSeconds(1);

  public StrategyConfig {
    requirePositive("partitions", partitions);
    requirePositive("marketMax", marketMax);
    requirePositive("controlMax", controlMax);
    requirePositive("openOrdersMax", openOrdersMax);
    requirePositive("commandAttempts", commandAttempts);
    requirePositive("attemptsMax", attemptsMax);
    requirePositive("pageSize", pageSize);
    requirePositive("commandTimeout", commandTimeout.toMillis());
    requirePositive("retryDelay", retryDelay.toMillis());
    requirePositive("hangLimit", hangLimit.toMillis());
    requirePositive("resendWithin", resendWithin.toMillis());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }

  /** For one process. */
  public static StrategyConfig of(int partitions) {
    return new StrategyConfig(
        partitions,
        MARKET_MAX,
        CONTROL_MAX,
        OPEN_ORDERS_MAX,
        COMMAND_ATTEMPTS,
        ATTEMPTS_MAX,
        PAGE_SIZE,
        COMMAND_TIMEOUT,
        RETRY_DELAY,
        HANG_LIMIT,
        RESEND_WITHIN,
        Duration.ZERO,
        Duration.ZERO);
  }

  /** For several nodes, whose bus may lose messages and of which any may die. */
  public static StrategyConfig ofCluster(int partitions) {
    return new StrategyConfig(
        partitions,
        MARKET_MAX,
        CONTROL_MAX,
        OPEN_ORDERS_MAX,
        CLUSTER_COMMAND_ATTEMPTS,
        CLUSTER_ATTEMPTS_MAX,
        PAGE_SIZE,
        COMMAND_TIMEOUT,
        RETRY_DELAY,
        HANG_LIMIT,
        RESEND_WITHIN,
        CLUSTER_POLL_INTERVAL,
        CLUSTER_MARKET_SILENCE);
  }

  public StrategyConfig withHangLimit(Duration limit) {
    return with(commandTimeout, limit);
  }

  public StrategyConfig withCommandTimeout(Duration timeout) {
    return with(timeout, hangLimit);
  }

  private StrategyConfig with(Duration timeout, Duration limit) {
    return new StrategyConfig(
        partitions,
        marketMax,
        controlMax,
        openOrdersMax,
        commandAttempts,
        attemptsMax,
        pageSize,
        timeout,
        retryDelay,
        limit,
        resendWithin,
        pollInterval,
        marketSilence);
  }
}
