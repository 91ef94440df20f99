package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.MarketEvent;
import outcry.model.query.StrategyList;

class MetricsTest {

  @Test
  void aThousandInstrumentsMakeNoMoreSeriesThanOne() {
    try (var test = new TestNode()) {
      test.run(() -> listenAndPublish(test.bus(), 0));
      test.settle();
      int one = test.node().metrics().registry().getMeters().size();
      test.run(
          () -> {
            for (int i = 1; i < 1_000; i++) {
              listenAndPublish(test.bus(), i);
            }
            return null;
          });
      test.settle();

      assertEquals(1_000, test.counter("eventbus_delivered_total", "family", "md.quote"));
      assertEquals(one, test.node().metrics().registry().getMeters().size());
    }
  }

  private static Object listenAndPublish(Bus bus, int i) {
    var symbol = "SYM" + i;
    bus.on(Addresses.quotes(symbol), _ -> {});
    bus.publish(Addresses.quotes(symbol), new MarketEvent.Quote(symbol, 1, 2, 3, 4, 5, 6, 7));
    return null;
  }

  @Test
  void counterWithTooManyLabelValuesCountsTheRestAsOne() {
    var metrics = new Metrics();
    for (int i = 0; i < 1_000; i++) {
      metrics.counter("errors_total", "symbol", "SYM" + i, "side", "BUY").increment();
    }
    var lines = metrics.scrape().lines().filter(line -> line.startsWith("errors_total{")).toList();

    assertEquals(Metrics.SERIES_MAX + 1, lines.size());
    assertEquals(
        1_000 - Metrics.SERIES_MAX,
        metrics.counter("errors_total", "symbol", "one more", "side", "SELL").count());
    assertEquals(1, metrics.counter("errors_total", "symbol", "SYM0", "side", "BUY").count());
  }

  @Test
  void methodsOfRequestsAreTheKnownOnesOrOther() {
    var metrics = new Metrics();
    for (var method : List.of("GET", "FOO1", "FOO2", "get")) {
      metrics.registry().counter("vertx_http_server_requests_total", "method", method).increment();
    }
    assertEquals(
        List.of(
            "vertx_http_server_requests_total{method=\"GET\"} 1.0",
            "vertx_http_server_requests_total{method=\"other\"} 3.0"),
        metrics.scrape().lines().filter(line -> line.startsWith("vertx_")).sorted().toList());
  }

  @Test
  void announcedCounterIsSeenBeforeItCounts() {
    var metrics = new Metrics();
    metrics.announce("findings_total", "kind", "action");
    metrics.announce("retries_total");
    assertEquals(
        List.of("findings_total{action=\"other\",kind=\"other\"} 0.0", "retries_total 0.0"),
        metrics.scrape().lines().filter(line -> line.matches("(find|retr).*")).sorted().toList());
  }

  @Test
  void scrapeHoldsEveryFamilyInPrometheusText() {
    try (var test = new TestNode()) {
      test.run(() -> test.bus().on(Addresses.STRATEGY_STATES, _ -> {}));
      test.run(
          () -> {
            test.bus().publish(Addresses.STRATEGY_STATES, new StrategyList(List.of()));
            return null;
          });
      test.settle();
      test.node().metrics().latency(Hop.FEED_TO_STRATEGY).record(1_000);
      var text = test.node().metrics().scrape();
      for (var line :
          List.of(
              "eventbus_published_total{family=\"strategy.states\"} 1.0",
              "eventbus_delivered_total{family=\"strategy.states\"} 1.0",
              "eventbus_failures_total{family=\"strategy.states\"} 0.0",
              "in_flight{kind=\"DELIVERY\"} 0.0",
              "hop_latency_seconds{hop=\"feed_to_strategy\",quantile=\"0.5\"} ")) {
        assertTrue(text.contains(line), "no " + line + " in\n" + text);
      }
    }
  }

  @Test
  void laterGaugeReplacesTheOneOfTheSameLabelsOnly() {
    var metrics = new Metrics();
    metrics.gauge("depth", () -> 1, "queue", "a");
    metrics.gauge("depth", () -> 2, "queue", "b");
    metrics.gauge("depth", () -> 3, "queue", "a");
    var text = metrics.scrape();
    assertTrue(text.contains("depth{queue=\"a\"} 3.0"), text);
    assertTrue(text.contains("depth{queue=\"b\"} 2.0"), text);
  }

  @Test
  void latencyIsClampedAndItsPercentilesAreKnown() {
    var latency = new Metrics().latency(Hop.STRATEGY_TO_JOURNALED);
    latency.record(-5);
    latency.record(1_000);
    latency.record(Long.MAX_VALUE);
    assertEquals(3, latency.count());
    assertEquals(1_000, latency.percentileNanos(50), 10);
    assertEquals(60e9, latency.maxNanos(), 60e9 / 100);
  }

  @Test
  void healthIsOneGaugeForEachFamilyOfPartsAndItsWorst() {
    try (var test = new TestNode()) {
      var health = test.node().health();
      health.part("orders-3", () -> Health.Status.UP);
      health.part("orders-14", () -> Health.Status.down("recovering"));
      health.part("market-data SIM", () -> Health.Status.UP);

      var lines =
          test.node()
              .metrics()
              .scrape()
              .lines()
              .filter(line -> line.startsWith("health_up"))
              .toList();

      assertEquals(
          List.of("health_up{part=\"market-data\"} 1.0", "health_up{part=\"orders\"} 0.0"), lines);
    }
  }
}
