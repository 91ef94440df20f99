package outcry.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import outcry.gateway.api.BacktestDesk.Ask;
import outcry.gateway.api.BacktestDesk.Backtest;
import outcry.gateway.api.BacktestDesk.State;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** Backtests and searches as JSON. */
final class BacktestJson {

  /** Backtests of one search. */
  static final int SEARCH_MAX = 64;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOOPS_MAX = 1_000;
  private static final int PARAMETERS_MAX = 32;
  private static final Set<String> FIELDS = Set.of("recording", "strategy", "parameters", "loops");
  private static final Set<String> SEARCH_FIELDS =
      Set.of("recording", "strategy", "parameters", "loops", "grid");

  private BacktestJson() {}

  static Ask ask(Buffer body) {
    return ask(StrictJson.object(body, FIELDS));
  }

  private static Ask ask(StrictJson json) {
    int loops = json.has("loops") ? json.count("loops") : 1;
    if (loops < 1 || loops > LOOPS_MAX) {
      throw range("loops", "loops must be 1 to " + LOOPS_MAX);
    }
    return new Ask(
        json.text("recording"),
        json.text("strategy"),
        json.has("parameters") ? json.texts("parameters", PARAMETERS_MAX) : Map.of(),
        loops);
  }

  /** Every combination of the values of the grid. */
  static List<Ask> search(Buffer body) {
    var json = StrictJson.object(body, SEARCH_FIELDS);
    var base = ask(json);
    var asks = List.of(base);
    for (var axis : json.lists("grid", PARAMETERS_MAX, SEARCH_MAX).entrySet()) {
      var more = new ArrayList<Ask>();
      for (var one : asks) {
        for (var value : axis.getValue()) {
          var parameters = new LinkedHashMap<>(one.parameters());
          parameters.put(axis.getKey(), value);
          more.add(new Ask(one.recording(), one.strategy(), parameters, one.loops()));
        }
      }
      if (more.isEmpty() || more.size() > SEARCH_MAX) {
        throw range("grid", "a search has 1 to " + SEARCH_MAX + " combinations");
      }
      asks = more;
    }
    return asks;
  }

  private static ProblemException range(String field, String detail) {
    return new ProblemException(new Problem(400, "RANGE", detail, field));
  }

  static ObjectNode brief(Backtest backtest) {
    var json =
        ViewJson.object()
            .put("id", backtest.id())
            .put("search", backtest.search())
            .put("state", backtest.state().name())
            .put("recording", backtest.ask().recording())
            .put("strategy", backtest.ask().strategy())
            .put("loops", backtest.ask().loops());
    var parameters = json.putObject("parameters");
    backtest.ask().parameters().forEach(parameters::put);
    json.put("frames", backtest.frames())
        .put("created", ViewJson.time(backtest.createdNanos()))
        .put("started", ViewJson.time(backtest.startedNanos()))
        .put("ended", ViewJson.time(backtest.endedNanos()))
        .put("error", backtest.error());
    profit(backtest).ifPresent(profit -> json.put("profit", profit.toPlainString()));
    return json;
  }

  /** With its report, once it is done. */
  static ObjectNode whole(Backtest backtest) {
    var json = brief(backtest);
    if (backtest.state() == State.DONE) {
      json.set("report", report(backtest));
    }
    return json;
  }

  /** Realised and unrealised less fees, in the first currency of the report. */
  static Optional<BigDecimal> profit(Backtest backtest) {
    if (backtest.state() != State.DONE) {
      return Optional.empty();
    }
    var report = report(backtest);
    var realized = report.path("realizedPnl");
    var currency = realized.fieldNames();
    if (!currency.hasNext()) {
      return Optional.of(BigDecimal.ZERO);
    }
    var first = currency.next();
    return Optional.of(
        amount(realized, first)
            .add(amount(report.path("unrealizedPnl"), first))
            .subtract(amount(report.path("fees"), first)));
  }

  private static BigDecimal amount(JsonNode byCurrency, String currency) {
    return new BigDecimal(byCurrency.path(currency).asText("0"));
  }

  private static JsonNode report(Backtest backtest) {
    try {
      return JSON.readTree(backtest.report());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report of " + backtest.id() + " is no JSON", e);
    }
  }
}
