package outcry.launcher.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.order.core.risk.Limits;

/** The paper accounts and their limits. */
final class Accounts {

  /**
   * How many partitions the accounts are spread over: the same for ever, or journals do not fit.
   */
  static final int PARTITIONS = 4;

  /** One for each sample strategy, and one for a person. */
  static final List<String> PAPER = List.of("paper-1", "paper-2", "paper-3", "paper-manual");

  private Accounts() {}

  static Map<String, Limits> limits() {
    var limits = new LinkedHashMap<String, Limits>();
    PAPER.forEach(account -> limits.put(account, Limits.defaults()));
    return limits;
  }
}
