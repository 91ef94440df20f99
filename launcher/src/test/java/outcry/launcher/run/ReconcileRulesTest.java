package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.order.core.reconcile.ReconcilePolicy;

class ReconcileRulesTest {

  private static final List<String> ACCOUNTS = List.of("paper-1", "paper-2");

  @Test
  void accountsRuleStandsBesideTheOneForAll() {
    var config =
        ReconcileRules.of(
            List.of("unknown_order=cancel", "paper-1:POSITION_DIFFERS=adopt"), ACCOUNTS);

    assertEquals(
        new ReconcilePolicy(
            Map.of(
                FindingKind.UNKNOWN_ORDER,
                FindingAction.CANCEL,
                FindingKind.POSITION_DIFFERS,
                FindingAction.ADOPT)),
        config.policy("paper-1"));
    assertEquals(
        new ReconcilePolicy(Map.of(FindingKind.UNKNOWN_ORDER, FindingAction.CANCEL)),
        config.policy("paper-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UNKNOWN_ORDER",
        "=ADOPT",
        "UNKNOWN=ADOPT",
        "UNKNOWN_ORDER=SELL",
        "PHANTOM_FILL=ADOPT",
        "UNKNOWN_ORDER=IGNORE",
        "nobody:UNKNOWN_ORDER=ADOPT",
        "UNKNOWN_ORDER=ADOPT:paper-1"
      })
  void wrongRuleIsNamed(String rule) {
    var refused =
        assertThrows(FatalException.class, () -> ReconcileRules.of(List.of(rule), ACCOUNTS));

    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertEquals(
        "--reconcile " + rule + ": ", refused.getMessage().substring(0, rule.length() + 14));
  }
}
