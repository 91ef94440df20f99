package outcry.launcher.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import outcry.bus.Hop;
import outcry.bus.Metrics;
import outcry.journal.JournalStats;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.marketdata.ReplayResult;
import outcry.marketdata.core.StreamCounts;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderStatus;
import outcry.model.query.AccountPositions;
import outcry.model.query.SymbolTop;

/** What a replay found, as JSON and for people. Prices, quantities and money are decimal text. */
final class ReplayReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode json = JSON.createObjectNode();

  ReplayReport(String file, ReplayResult result, StreamCounts counts) {
    json.put("file", file)
        .put("frames", result.frames())
        .put("skippedFrames", result.skipped())
        .put("tornLine", result.tornLine())
        .put("trades", counts.trades())
        .put("quotes", counts.quotes())
        .put("depthUpdates", counts.depthUpdates())
        .put("snapshots", counts.snapshots())
        .put("gaps", counts.gaps())
        .put("dropped", counts.dropped())
        .put("bars", counts.bars());
    var places = json.putArray("gapPlaces");
    result.gaps().forEach(places::add);
  }

  /** The best bid and ask are those of the first symbol; every symbol has its own entry. */
  void market(List<SymbolTop> tops, Instruments instruments) {
    var symbols = JSON.createArrayNode();
    for (var top : tops) {
      var instrument = instruments.get(top.symbol());
      var bid = instrument.priceText(top.bidPrice());
      var ask = instrument.priceText(top.askPrice());
      if (symbols.isEmpty()) {
        json.put("symbol", top.symbol()).put("bestBid", bid).put("bestAsk", ask);
      }
      symbols
          .addObject()
          .put("symbol", top.symbol())
          .put("bestBid", bid)
          .put("bestAsk", ask)
          .put("health", top.health().name());
    }
    json.set("symbols", symbols);
  }

  void orders(Map<OrderStatus, Long> byStatus, long fills) {
    var counts = json.putObject("ordersByState");
    long orders = 0;
    for (var count : byStatus.entrySet()) {
      counts.put(count.getKey().name(), count.getValue());
      orders += count.getValue();
    }
    json.put("orders", orders).put("fills", fills);
  }

  void positions(List<AccountPositions> accounts, Instruments instruments) {
    var positions = json.putArray("positions");
    var realized = new TreeMap<String, Long>();
    var unrealized = new TreeMap<String, Long>();
    var fees = new TreeMap<String, Long>();
    var errors = json.putArray("accountErrors");
    for (var account : accounts) {
      if (!account.errorCode().isEmpty()) {
        errors.add(account.account() + ": " + account.errorCode() + ": " + account.error());
      }
      for (var position : account.positions()) {
        var instrument = instruments.get(position.symbol());
        positions
            .addObject()
            .put("account", account.account())
            .put("symbol", position.symbol())
            .put("quantity", instrument.quantityText(position.quantity()))
            .put("averagePrice", instrument.priceText(position.averagePrice()))
            .put("markPrice", instrument.priceText(position.markPrice()))
            .put("realizedPnl", Money.text(position.realizedPnl()))
            .put("unrealizedPnl", Money.text(position.unrealizedPnl()))
            .put("currency", position.currency());
      }
      for (var cash : account.cash()) {
        realized.merge(cash.currency(), cash.realizedPnl(), Math::addExact);
        unrealized.merge(cash.currency(), cash.unrealizedPnl(), Math::addExact);
        fees.merge(cash.currency(), cash.fees(), Math::addExact);
      }
    }
    money("realizedPnl", realized);
    money("unrealizedPnl", unrealized);
    money("fees", fees);
  }

  private void money(String field, Map<String, Long> byCurrency) {
    var node = json.putObject(field);
    byCurrency.forEach((currency, units) -> node.put(currency, Money.text(units)));
  }

  void journal(JournalStats stats) {
    json.putObject("journal")
        .put("events", stats.events())
        .put("commits", stats.commits())
        .put("projections", stats.projections())
        .put(
            "commitMicrosMean",
            stats.commits() == 0 ? 0 : stats.commitNanos() / stats.commits() / 1000);
  }

  void invariants(List<String> violations) {
    json.put("invariantViolations", violations.size());
    var details = json.putArray("violations");
    violations.forEach(details::add);
  }

  void pending(long tasks) {
    json.put("pendingTasks", tasks);
  }

  void speed(long wallNanos, long frames) {
    double seconds = wallNanos / 1e9;
    json.put("wallSeconds", Math.round(seconds * 1e6) / 1e6)
        .put("framesPerSecond", seconds == 0 ? 0 : Math.round(frames / seconds));
  }

  /**
   * Microseconds: of the wall clock, but for journaled to acknowledged, which is time on the
   * recording's clock and so the paper venue's latency.
   */
  void latencies(Metrics metrics) {
    var latencies = json.putObject("latencyMicros");
    for (var hop : Hop.values()) {
      var latency = metrics.latency(hop);
      latencies
          .putObject(camel(hop))
          .put("count", latency.count())
          .put("p50", micros(latency.percentileNanos(50)))
          .put("p90", micros(latency.percentileNanos(90)))
          .put("p99", micros(latency.percentileNanos(99)))
          .put("p999", micros(latency.percentileNanos(99.9)))
          .put("max", micros(latency.maxNanos()));
    }
  }

  private static double micros(long nanos) {
    return nanos / 100 / 10.0;
  }

  private static String camel(Hop hop) {
    var words = hop.name().toLowerCase(Locale.ROOT).split("_");
    var name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }

  ObjectNode json() {
    return json;
  }

  void print(PrintWriter out) {
    json.properties()
        .forEach(
            field -> {
              if (!field.getValue().isContainerNode()) {
                out.println(field.getKey() + ": " + field.getValue().asText());
              } else if (!field.getValue().isEmpty()) {
                out.println(field.getKey() + ": " + field.getValue());
              }
            });
    out.flush();
  }

  /** Writes beside the file and moves it there, so that no reader sees half of it. */
  void write(Path file) {
    var whole = file.toAbsolutePath();
    try {
      var part = Files.createTempFile(whole.getParent(), "report", ".part");
      Files.writeString(part, json.toPrettyString() + "\n");
      Files.move(
          part,
          whole,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "REPORT", file + " cannot be written: " + e);
    }
  }
}
