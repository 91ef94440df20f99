package outcry.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The meters of a node. Label values are bounded sets: address families, states, codes; never an
 * instrument, account or order. Thread-safe.
 */
public final class Metrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Hop, HopLatency> hops = new EnumMap<>(Hop.class);

  private HealthMeters health;

  public Metrics() {
    for (var hop : Hop.values()) {
      hops.put(hop, new HopLatency(hop, registry));
    }
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * The counter of that name and label pairs; made on first use. Keep the reference on hot paths.
   */
  public Counter counter(String name, String... labels) {
    return registry.counter(name, labels);
  }

  /** A value read when somebody looks. A later gauge of the same name and labels replaces it. */
  public synchronized void gauge(String name, Supplier<Number> value, String... labels) {
    removeGauge(name, labels);
    Gauge.builder(name, value).tags(labels).strongReference(true).register(registry);
  }

  /** Nobody is left here who could tell the value. */
  public synchronized void removeGauge(String name, String... labels) {
    var same = Tags.of(labels);
    for (var before : registry.find(name).tags(same).gauges()) {
      if (Tags.of(before.getId().getTags()).equals(same)) { // not one with more labels
        registry.remove(before);
      }
    }
  }

  /** Tells of a node's health from now on, and of none before. */
  synchronized void watch(Health watched) {
    if (health != null) {
      registry.getPrometheusRegistry().unregister(health);
    }
    health = new HealthMeters(watched);
    registry.getPrometheusRegistry().register(health);
  }

  public HopLatency latency(Hop hop) {
    return hops.get(hop);
  }

  /** The text of {@code /metrics}, Prometheus exposition format. */
  public String scrape() {
    return registry.scrape();
  }
}
