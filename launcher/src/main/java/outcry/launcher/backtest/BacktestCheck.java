package outcry.launcher.backtest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import outcry.gateway.api.BacktestDesk.Ask;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.marketdata.recording.RecordingException;
import outcry.marketdata.recording.RecordingMarket;
import outcry.model.Instruments;
import outcry.strategy.Placement;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategySpec;
import outcry.strategy.core.ParameterException;

/** Finds what is wrong with a backtest before a process is started for it. */
final class BacktestCheck {

  private final StrategyCatalog catalog = StrategyCatalog.installed();

  /**
   * @throws ProblemException naming what is wrong
   */
  void check(Ask ask, Path recording) {
    if (!catalog.names().contains(ask.strategy())) {
      throw problem(
          422,
          "ENUM",
          "unknown strategy; known: "
              + String.join(", ", catalog.names().stream().sorted().toList()),
          "strategy");
    }
    for (var parameter : ask.parameters().entrySet()) {
      if (!(parameter.getKey() + parameter.getValue()).matches("[A-Za-z0-9._-]*")) {
        throw parameter(parameter.getKey(), "has letters that a parameter cannot have");
      }
    }
    try {
      var market = RecordingMarket.of(recording, SimulatedMarkets.instruments().all(), true);
      var instruments = new Instruments(market.bySymbol().values());
      var parameters = new LinkedHashMap<>(ask.parameters());
      parameters.putIfAbsent("symbol", instruments.all().getFirst().symbol());
      catalog.check(
          StrategySpec.of("b", ask.strategy(), "paper-1", parameters, Placement.CO_LOCATED),
          instruments);
    } catch (RecordingException e) {
      throw problem(400, "TYPE", e.getMessage(), "recording");
    } catch (ParameterException e) {
      throw problem(422, e.code(), e.getMessage(), "parameters");
    }
  }

  private static ProblemException parameter(String name, String detail) {
    return problem(
        422,
        "PARAM_" + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
        detail,
        "parameters." + name);
  }

  private static ProblemException problem(int status, String code, String detail, String field) {
    return new ProblemException(new Problem(status, code, detail, field));
  }
}
