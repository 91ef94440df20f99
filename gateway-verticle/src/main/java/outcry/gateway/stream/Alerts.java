package outcry.gateway.stream;

import io.vertx.core.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import outcry.bus.Defects;
import outcry.gateway.api.ClusterAlarms;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.api.Desk;
import outcry.gateway.api.ViewJson;
import outcry.gateway.stream.core.Channel;
import outcry.gateway.stream.core.Topic;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.query.StrategyView;

/**
 * What people should look at: each trouble when it begins and when it ends, and each defect. Event
 * loop only.
 */
final class Alerts {

  private static final String RESOLVED = "RESOLVED";

  private final Desk desk;
  private final Optional<ClusterDesk> cluster;
  private final LogTopic topic;
  private Map<String, String> troubles = new TreeMap<>();
  private Map<String, String> ofCluster = Map.of();

  Alerts(Desk desk, Optional<ClusterDesk> cluster, String epoch) {
    this.desk = desk;
    this.cluster = cluster;
    topic = new LogTopic(Topic.of(Channel.ALERTS), epoch);
  }

  LiveTopic topic() {
    return topic;
  }

  /** Tells of defects and slow handlers from now on, whichever thread they are on. */
  void listen(Context home) {
    desk.node().defects().onDefect(defect -> home.runOnContext(_ -> defect(defect)));
    desk.node()
        .watch()
        .onSlow(
            (place, millis) ->
                home.runOnContext(
                    _ ->
                        add("SLOW_HANDLER", place + " held its thread " + millis + " ms", "WARN")));
    desk.node()
        .blocked()
        .onBlocked(
            blocked ->
                home.runOnContext(
                    _ ->
                        add(
                            "BLOCKED_THREAD",
                            blocked.thread() + " is blocked for " + blocked.millis() + " ms",
                            "WARN")));
  }

  private void defect(Defects.Defect defect) {
    add("DEFECT", defect.place() + ": " + defect.cause().getClass().getSimpleName(), "CRITICAL");
  }

  /** Once a second. */
  void look() {
    if (cluster.isPresent()) {
      cluster
          .get()
          .view()
          .onSuccess(
              view -> {
                var now = new LinkedHashMap<String, String>();
                ClusterAlarms.of(view, Map.of())
                    .forEach(alarm -> now.put(alarm.code() + ' ' + alarm.detail(), "CRITICAL"));
                ofCluster = now;
              })
          .onFailure(_ -> ofCluster = Map.of("CLUSTER_UNKNOWN cannot be looked at", "CRITICAL"));
    }
    var now = new TreeMap<>(ofCluster);
    desk.node()
        .health()
        .check()
        .forEach(
            (name, part) -> {
              if (!part.up()) {
                now.put("HEALTH " + name + ": " + part.detail(), "CRITICAL");
              }
            });
    for (var symbol : desk.latest().market().symbols()) {
      if (symbol.health() != StreamHealth.State.LIVE) {
        now.put("FEED_" + symbol.health().name() + ' ' + symbol.symbol(), "WARN");
      }
    }
    for (var strategy : desk.latest().strategies().strategies()) {
      if (strategy.state() == StrategyView.State.FAILED
          || strategy.state() == StrategyView.State.UNKNOWN) {
        now.put(
            "STRATEGY_" + strategy.state() + ' ' + strategy.name() + ": " + strategy.reason(),
            "CRITICAL");
      }
    }
    changed(now);
  }

  private void changed(Map<String, String> now) {
    var before = troubles;
    troubles = now;
    now.forEach(
        (text, severity) -> {
          if (!before.containsKey(text)) {
            addText(text, severity);
          }
        });
    before
        .keySet()
        .forEach(
            text -> {
              if (!now.containsKey(text)) {
                addText(text, RESOLVED);
              }
            });
  }

  private void addText(String text, String severity) {
    int space = text.indexOf(' ');
    add(text.substring(0, space), text.substring(space + 1), severity);
  }

  private void add(String code, String detail, String severity) {
    var now = Instant.now();
    topic.add(
        ViewJson.object()
            .put("code", code)
            .put("detail", detail)
            .put("severity", severity)
            .put(
                "time",
                ViewJson.time(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano())));
  }
}
