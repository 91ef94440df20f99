package outcry.launcher.config;

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
}
