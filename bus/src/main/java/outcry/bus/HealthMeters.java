package outcry.bus;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.TreeMap;

/**
 * Health as a gauge, asked for at each scrape: {@code health_up} is 0 if a part of that family is
 * down. The family is the name up to a dash with a number or to a space, so that there are few.
 */
final class HealthMeters implements Collector {

  private static final String NAME = "health_up";

  private final Health health;

  HealthMeters(Health health) {
    this.health = health;
  }

  @Override
  public String getPrometheusName() {
    return NAME;
  }

  @Override
  public MetricSnapshot collect() {
    var families = new TreeMap<String, Integer>();
    health
        .check()
        .forEach((name, part) -> families.merge(family(name), part.up() ? 1 : 0, Math::min));
    var gauge = GaugeSnapshot.builder().name(NAME).help("1 if all parts of that family are up");
    families.forEach(
        (family, up) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("part", family))
                    .value(up)
                    .build()));
    return gauge.build();
  }

  static String family(String part) {
    return part.replaceFirst("(-\\d+| ).*", "");
  }
}
