package outcry.launcher.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.RiskRules;

/**
 * The limits of every account, and what is the same for all.
 *
 * @param version of the limits, in every intent: 1 for what is built in, else it follows from the
 *     file's content
 */
public record Risk(int version, Map<String, Limits> limits, RiskRules rules) {

  public Risk {
    limits = Map.copyOf(limits);
  }

  /** What every account may do where no file says otherwise. */
  public static Risk builtIn(Collection<String> accounts) {
    var limits = new LinkedHashMap<String, Limits>();
    accounts.forEach(account -> limits.put(account, Limits.defaults()));
    return new Risk(1, limits, RiskRules.NONE);
  }
}
