package outcry.launcher.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.order.core.reconcile.ReconcileConfig;
import outcry.order.core.reconcile.ReconcilePolicy;

/** What is done when an account differs from its venue, as the command line says it. */
final class ReconcileRules {

  private ReconcileRules() {}

  /**
   * @param rules each {@code KIND=ACTION} or {@code ACCOUNT:KIND=ACTION}; a later one wins
   * @throws FatalException naming the rule that is wrong
   */
  static ReconcileConfig of(List<String> rules, List<String> accounts) {
    var byAccount = new LinkedHashMap<String, Map<FindingKind, FindingAction>>();
    for (var rule : rules) {
      int colon = rule.indexOf(':');
      int equals = rule.indexOf('=');
      var account = colon < 0 ? "" : rule.substring(0, colon);
      if (equals < colon || colon >= 0 && !accounts.contains(account)) {
        throw wrong(rule, "accounts are " + String.join(", ", accounts));
      }
      var kind = constant(FindingKind.class, rule.substring(colon + 1, Math.max(equals, 0)), rule);
      var action = constant(FindingAction.class, rule.substring(equals + 1), rule);
      byAccount.computeIfAbsent(account, _ -> new EnumMap<>(FindingKind.class)).put(kind, action);
      try {
        new ReconcilePolicy(Map.of(kind, action));
      } catch (IllegalArgumentException e) {
        throw wrong(rule, e.getMessage());
      }
    }
    var otherwise = new ReconcilePolicy(byAccount.getOrDefault("", Map.of()));
    byAccount.remove("");
    var policies = new LinkedHashMap<String, ReconcilePolicy>();
    byAccount.forEach((account, actions) -> policies.put(account, otherwise.with(actions)));
    return ReconcileConfig.DEFAULT.with(otherwise, policies);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String rule) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(rule, "one of " + List.of(type.getEnumConstants()) + " is expected");
    }
  }

  private static FatalException wrong(String rule, String why) {
    return new FatalException(ExitCode.USAGE, "USAGE", "--reconcile " + rule + ": " + why);
  }
}
