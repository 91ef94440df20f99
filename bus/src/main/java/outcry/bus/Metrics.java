package outcry.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The meters of a node. Label values are bounded sets: address families, states, codes; never an
 * instrument, account or order. Whoever breaks this rule is counted as {@value #OTHER} from some
 * number on, so that no client and no defect can fill the memory with series. Thread-safe.
 */
public final class Metrics {

  /** The label value of whatever is one too many. */
  public static final String OTHER = "other";

  /** Of one counter. */
  static final int SERIES_MAX = 100;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Hop, HopLatency> hops = new EnumMap<>(Hop.class);

  /** The label values that each counter has had. */
  private final Map<String, Set<List<String>>> series = new ConcurrentHashMap<>();

  private HealthMeters health;

  public Metrics() {
    // a client may call a method what it likes, and Vert.x makes a label of it
    registry
        .config()
        .meterFilter(
            MeterFilter.replaceTagValues(
                "method", method -> METHODS.contains(method) ? method : OTHER));
    for (var hop : Hop.values()) {
      hops.put(hop, new HopLatency(hop, registry));
    }
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * The counter of that name and label pairs; made on first use. Keep the reference on hot paths.
   * One of too many is the same for all of them.
   */
  public Counter counter(String name, String... labels) {
    var known = series.computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet());
    var wanted = List.of(labels);
    if (!known.contains(wanted)) {
      if (known.size() >= SERIES_MAX) {
        return registry.counter(name, others(labels));
      }
      known.add(wanted);
    }
    return registry.counter(name, labels);
  }

  /**
   * Shows a counter before it first counts: whoever watches its increase needs a zero to see the
   * first one, and whoever looks for it finds it.
   */
  public void announce(String name, String... keys) {
    var labels = new String[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      labels[2 * i] = keys[i];
    }
    registry.counter(name, others(labels));
  }

  /** The same labels, each with the value {@value #OTHER}. */
  private static String[] others(String[] labels) {
    var others = Arrays.copyOf(labels, labels.length);
    for (int i = 1; i < others.length; i += 2) {
      others[i] = OTHER;
    }
    return others;
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
