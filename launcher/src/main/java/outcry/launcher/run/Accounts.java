package outcry.launcher.run;

import java.util.LinkedHashMap;
import java.util.List;
import outcry.launcher.config.Risk;
import outcry.launcher.config.RiskFile;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.Instrument;
import outcry.model.Instruments;

/** The paper accounts and their limits. */
final class Accounts {

  /**
   * How many partitions the accounts are spread over: the same for ever, or journals do not fit.
   */
  static final int PARTITIONS = 4;

  /** One for each sample strategy, and one for a person. */
  static final List<String> PAPER = List.of("paper-1", "paper-2", "paper-3", "paper-manual");

  private Accounts() {}

  /** What {@code --risk} says, or what is built in. */
  static Risk risk(RunOptions options, Instruments instruments) {
    if (options.risk() == null) {
      return Risk.builtIn(PAPER);
    }
    var known = new LinkedHashMap<String, Instrument>();
    SimulatedMarkets.instruments().all().forEach(one -> known.put(one.symbol(), one));
    instruments.all().forEach(one -> known.put(one.symbol(), one));
    return RiskFile.read(options.risk(), PAPER, new Instruments(known.values()));
  }
}
