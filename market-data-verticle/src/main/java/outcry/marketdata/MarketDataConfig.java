package outcry.marketdata;

import java.time.Duration;
import java.util.List;
import outcry.marketdata.core.StreamConfig;
import outcry.model.Instrument;

/**
 * What a market-data verticle carries and how.
 *
 * @param name for the task list, e.g. the venue's name
 * @param instruments the desired state: what is subscribed after every connect
 * @param topInterval how often the latest of every symbol is published and time is looked at
 * @param retryMin wait before the first attempt to connect again, doubled at each failure
 * @param retryMax longest wait
 * @param standby true to follow everything and publish only the symbols that are gained, with a
 *     sign of life for each
 */
public record MarketDataConfig(
    String name,
    List<Instrument> instruments,
    StreamConfig streams,
    Duration topInterval,
    Duration retryMin,
    Duration retryMax,
    boolean standby) {

  public static final Duration TOP_INTERVAL = Duration.ofMillis(200);
  public static final Duration RETRY_MIN = Duration.ofMillis(250);
  public static final Duration RETRY_MAX = Duration.ofSeconds(30);

  public MarketDataConfig {
    instruments = List.copyOf(instruments);
    if (instruments.isEmpty()) {
      throw new IllegalArgumentException("market data needs at least one instrument");
    }
    if (!topInterval.isPositive() || !retryMin.isPositive() || retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException(
          "topInterval and retryMin must be positive and retryMax at least retryMin");
    }
  }

  /** With the defaults of this class. */
  public static MarketDataConfig of(String name, List<Instrument> instruments) {
    return new MarketDataConfig(
        name, instruments, StreamConfig.DEFAULT, TOP_INTERVAL, RETRY_MIN, RETRY_MAX, false);
  }

  /** One of several instances, which take over from each other. */
  public static MarketDataConfig ofStandby(String name, List<Instrument> instruments) {
    return new MarketDataConfig(
        name, instruments, StreamConfig.DEFAULT, TOP_INTERVAL, RETRY_MIN, RETRY_MAX, true);
  }
}
