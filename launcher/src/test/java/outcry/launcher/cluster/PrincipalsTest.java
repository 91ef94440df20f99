package outcry.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.launcher.config.Cluster.Principal;
import outcry.launcher.config.Cluster.Scope;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.Authorisation;

class PrincipalsTest {

  private static final Authorisation WHO =
      new Principals(
          Map.of(
              "strategy/sma", new Principal(Set.of(Scope.TRADE), Set.of("a")),
              "operator", new Principal(Set.of(Scope.OPERATE), Set.of("a", "b"))));

  private static OrderCommand command(String what) {
    return switch (what) {
      case "cancel-a" -> new CancelOrder("a", "1", "manual", 1);
      case "cancel-b" -> new CancelOrder("b", "1", "manual", 1);
      case "halt-a" ->
          new SetTradingState("x", TradingScope.ACCOUNT, "a", TradingState.HALTED, "", "manual", 1);
      case "halt-c" ->
          new SetTradingState("x", TradingScope.ACCOUNT, "c", TradingState.HALTED, "", "manual", 1);
      case "halt" ->
          new SetTradingState("c", TradingScope.GLOBAL, "", TradingState.HALTED, "", "manual", 1);
      default -> throw new IllegalArgumentException(what);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "strategy/sma, cancel-a, true",
    "strategy/sma, cancel-b, false",
    "strategy/sma, halt-a,   false",
    "strategy/sma, halt,     false",
    "operator,     halt-a,   true",
    "operator,     halt-c,   false",
    "operator,     halt,     true",
    "operator,     cancel-a, false",
    "mallory,      cancel-a, false",
    "'',           halt,     false"
  })
  void everybodyMayDoWhatTheFileSaysAndNothingElse(String who, String what, boolean may) {
    assertEquals(may, WHO.allows(who, command(what)));
  }

  @Test
  void whereNobodyIsNamedEverybodyMay() {
    assertEquals(true, new Principals(Map.of()).allows("", command("halt")));
  }
}
