package outcry.bus;

import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of each address family. Thread-safe. */
final class FamilyMeters {

  /**
   * @param unreadable messages of other nodes that are damaged or of another version
   * @param expired requests that came after their deadline
   */
  record Meters(
      Counter published,
      Counter delivered,
      Counter requests,
      Counter failures,
      Counter unreadable,
      Counter expired) {}

  private final Metrics metrics;
  private final Map<String, Meters> byFamily = new ConcurrentHashMap<>();

  FamilyMeters(Metrics metrics) {
    this.metrics = metrics;
  }

  Meters of(String family) {
    var meters = byFamily.get(family);
    return meters != null ? meters : byFamily.computeIfAbsent(family, this::newMeters);
  }

  private Meters newMeters(String family) {
    return new Meters(
        metrics.counter("eventbus_published_total", "family", family),
        metrics.counter("eventbus_delivered_total", "family", family),
        metrics.counter("eventbus_requests_total", "family", family),
        metrics.counter("eventbus_failures_total", "family", family),
        metrics.counter("eventbus_unreadable_total", "family", family),
        metrics.counter("eventbus_expired_total", "family", family));
  }
}
