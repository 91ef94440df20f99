package outcry.gateway.api;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import outcry.bus.Node;
import outcry.journal.Journal;

/**
 * What the calls of every area work with.
 *
 * @param journal only looked into
 * @param latest of market data and strategies, as published
 */
public record Desk(
    Node node,
    Journal journal,
    Catalogue catalogue,
    Questions questions,
    LatestStates latest,
    ViewJson json) {

  /** Nanoseconds since the epoch. */
  static long now() {
    return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
  }
}
