package outcry.launcher.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.Instruments;
import outcry.strategy.Placement;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategySpec;

/** Which strategies run, on which account and symbol: from the command line, else the samples. */
public final class Strategies {

  private static final List<String> SAMPLES =
      List.of("sma-crossover", "rsi-mean-reversion", "market-maker");

  private static final int NAME_MAX = 13;

  private Strategies() {}

  /**
   * @param written {@code NAME} or {@code NAME:parameter=value,...}
   * @param accounts the n-th strategy trades on the n-th
   * @throws FatalException UNKNOWN_STRATEGY, or what is wrong with a parameter
   */
  public static List<StrategySpec> read(
      List<String> written,
      StrategyCatalog catalog,
      Instruments instruments,
      List<String> accounts,
      Placement placement) {
    if (written.equals(List.of("none"))) {
      return List.of();
    }
    var wanted = written.isEmpty() ? SAMPLES : written;
    var tradable = instruments.all();
    var specs = new ArrayList<StrategySpec>();
    for (int i = 0; i < wanted.size(); i++) {
      var one = wanted.get(i);
      var type = one.contains(":") ? one.substring(0, one.indexOf(':')) : one;
      requireKnown(type, catalog);
      var parameters = parameters(one, one.substring(Math.min(one.length(), type.length() + 1)));
      parameters.putIfAbsent("symbol", tradable.get(i % tradable.size()).symbol());
      var account = accounts.get(i % accounts.size());
      try {
        var spec = StrategySpec.of(instanceName(type, specs), type, account, parameters, placement);
        catalog.check(spec, instruments);
        specs.add(spec);
      } catch (IllegalArgumentException e) {
        throw new FatalException(
            ExitCode.USAGE, "PARAMETER", "--strategy " + one + ": " + e.getMessage());
      }
    }
    return specs;
  }

  private static void requireKnown(String type, StrategyCatalog catalog) {
    if (!catalog.names().contains(type)) {
      throw new FatalException(
          ExitCode.USAGE,
          "UNKNOWN_STRATEGY",
          type + "; known: " + String.join(", ", catalog.names().stream().sorted().toList()));
    }
  }

  /** Part of every client order id, so short: whole words of the type, numbered from the second. */
  private static String instanceName(String type, List<StrategySpec> before) {
    var name = type;
    while (name.length() > NAME_MAX && name.contains("-")) {
      name = name.substring(0, name.lastIndexOf('-'));
    }
    long sameType = before.stream().filter(spec -> spec.type().equals(type)).count();
    return sameType == 0 ? name : name + "-" + (sameType + 1);
  }

  private static Map<String, String> parameters(String written, String text) {
    var parameters = new LinkedHashMap<String, String>();
    if (text.isEmpty()) {
      return parameters;
    }
    for (var pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new FatalException(
            ExitCode.USAGE, "PARAMETER", "--strategy " + written + ": not name=value: " + pair);
      }
      if (parameters.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new FatalException(
            ExitCode.USAGE, "PARAMETER", "--strategy " + written + ": twice: " + pair);
      }
    }
    return parameters;
  }
}
