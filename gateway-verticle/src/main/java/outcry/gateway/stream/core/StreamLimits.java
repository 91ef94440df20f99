package outcry.gateway.stream.core;

import java.time.Duration;

/**
 * The bounds of one client.
 *
 * @param auth how long it may stay without saying who it is
 * @param silence how long nothing may be heard of it
 * @param messagesPerSecond with pings
 * @param behindBytes what of messages that count may wait for it
 * @param behind how long such a message may wait for it
 * @param inSocketMax bytes of everything, answers and snapshots too, that may wait for it
 * @param aheadBytes from here on states wait for it, the newest of each
 */
public record StreamLimits(
    Duration auth,
    Duration silence,
    int messagesPerSecond,
    int errorsMax,
    Duration errorsWithin,
    int subscriptions,
    int behindBytes,
    Duration behind,
    int inSocketMax,
    int aheadBytes) {

  public static final StreamLimits DEFAULTS =
      new StreamLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          100,
          3,
          Duration.ofSeconds(10),
          200,
          1 << 20,
          Duration.ofSeconds(5),
          1 << 22,
          1 << 16);
}
