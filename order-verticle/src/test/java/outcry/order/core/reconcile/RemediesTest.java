package outcry.order.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.reconcile.Accounts.execution;
import static outcry.order.core.reconcile.Accounts.open;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.model.ExecutionReport;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.Side;
import outcry.model.VenueAccount.OpenOrder;
import outcry.order.core.Effect;
import outcry.order.core.Orders;
import outcry.order.core.Remedy;
import outcry.order.core.Samples;

/** Every kind of finding under every policy: the steps, and what they do to the books. */
class RemediesTest {

  private static final ExecutionReport.Filled FILL = Samples.filled("stranger", "e-9", 20, 20);
  private static final OpenOrder STRANGER = open("stranger", 50, 9_980, 20);

  private final Orders ours = Accounts.ours();
  private final Remedies remedies = new Remedies(ACCOUNT, Samples.VENUE);

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          UNKNOWN_ORDER    | ASK    | -                  | -
          UNKNOWN_ORDER    | IGNORE | -                  | -
          UNKNOWN_ORDER    | HALT   | Halt               | TradingStateChanged
          UNKNOWN_ORDER    | ADOPT  | Adopt,Report       | OrderAdopted,OrderFilled
          UNKNOWN_ORDER    | CANCEL | Adopt,Report       | OrderAdopted,CancelRequested,Cancel,OrderFilled
          MISSING_ORDER    | ADOPT  | Doubt              | OrderInDoubt
          MISSING_ORDER    | HALT   | Halt,Doubt         | TradingStateChanged,OrderInDoubt
          GHOST_ORDER      | CANCEL | CancelGhost        | CancelGhost
          GHOST_ORDER      | HALT   | Halt               | TradingStateChanged
          GHOST_ORDER      | ASK    | -                  | -
          GHOST_ORDER      | IGNORE | -                  | -
          ORDER_DIFFERS    | ADOPT  | Report             | OrderAmended
          ORDER_DIFFERS    | CANCEL | Report,Cancel      | OrderAmended,CancelRequested,Cancel
          ORDER_DIFFERS    | HALT   | Halt               | TradingStateChanged
          ORDER_DIFFERS    | ASK    | -                  | -
          ORDER_DIFFERS    | IGNORE | -                  | -
          FILLED_DIFFERS   | ADOPT  | Query              | Query
          FILLED_DIFFERS   | HALT   | Halt,Query         | TradingStateChanged,Query
          MISSING_FILL     | ADOPT  | Report             | OrderFilled
          MISSING_FILL     | HALT   | Halt,Report        | TradingStateChanged,OrderFilled
          UNKNOWN_FILL     | HALT   | Halt               | TradingStateChanged
          UNKNOWN_FILL     | ADOPT  | Adopt,Report       | OrderAdopted,OrderFilled
          UNKNOWN_FILL     | ASK    | -                  | -
          FILL_DIFFERS     | HALT   | Halt               | TradingStateChanged
          FILL_DIFFERS     | ASK    | -                  | -
          FILL_DIFFERS     | IGNORE | -                  | -
          PHANTOM_FILL     | HALT   | Halt               | TradingStateChanged
          PHANTOM_FILL     | ASK    | -                  | -
          PHANTOM_FILL     | IGNORE | -                  | -
          POSITION_DIFFERS | ASK    | -                  | -
          POSITION_DIFFERS | ADOPT  | AdjustPosition     | PositionAdjusted
          POSITION_DIFFERS | HALT   | Halt               | TradingStateChanged
          POSITION_DIFFERS | IGNORE | -                  | -
          BALANCE_DIFFERS  | ASK    | -                  | -
          BALANCE_DIFFERS  | ADOPT  | AdjustBalance      | BalanceAdjusted
          BALANCE_DIFFERS  | HALT   | Halt               | TradingStateChanged
          BALANCE_DIFFERS  | IGNORE | -                  | -
          """)
  void everyPolicyOfEveryKind(FindingKind kind, FindingAction action, String steps, String done) {
    var taken = remedies.of(finding(kind), action, NOW);

    assertEquals(steps == null ? "" : steps, names(taken));
    assertEquals(done == null ? "" : done, String.join(",", carryOut(taken)));
    TABLE.computeIfAbsent(kind, _ -> EnumSet.noneOf(FindingAction.class)).add(action);
  }

  private static final Map<FindingKind, EnumSet<FindingAction>> TABLE =
      new java.util.EnumMap<>(FindingKind.class);

  @org.junit.jupiter.api.AfterAll
  static void theTableIsComplete() {
    for (var kind : FindingKind.values()) {
      assertEquals(kind.actions(), TABLE.get(kind), () -> "the table lacks some of " + kind);
    }
  }

  @Test
  void adoptedOrderIsOursWithTheFillsTheVenueReported() {
    carryOut(remedies.of(finding(FindingKind.UNKNOWN_ORDER), FindingAction.ADOPT, NOW));

    var order = ours.find(ACCOUNT, "stranger").orElseThrow();
    assertEquals(
        List.of("reconciliation", 50L, 20L, 9_980L, "PARTIALLY_FILLED"),
        List.of(
            order.strategy(),
            order.quantity(),
            order.cumulativeQuantity(),
            order.price(),
            order.status().name()));
    assertEquals(120, ours.position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void olderFillsOfAnAdoptedOrderAreAskedFor() {
    var older = new Finding.UnknownOrder(open("stranger", 50, 9_980, 30), List.of(execution(FILL)));

    assertEquals("Adopt,Report,Query", names(remedies.of(older, FindingAction.ADOPT, NOW)));
  }

  @Test
  void fillsOfAnOrderThatIsGoneAreAttributedToOneThatHasEnded() {
    carryOut(remedies.of(finding(FindingKind.UNKNOWN_FILL), FindingAction.ADOPT, NOW));

    var order = ours.find(ACCOUNT, "stranger").orElseThrow();
    assertEquals(
        List.of(20L, 20L, "FILLED"),
        List.of(order.quantity(), order.cumulativeQuantity(), order.status().name()));
  }

  @Test
  void adjustmentIsWhatTheVenueHasMore() {
    assertEquals(
        List.of(
            new Remedy.AdjustPosition(
                ACCOUNT,
                SYMBOL,
                Side.SELL,
                30,
                10_100,
                "reconciliation: POSITION_DIFFERS:" + SYMBOL)),
        remedies.of(finding(FindingKind.POSITION_DIFFERS), FindingAction.ADOPT, NOW));
    assertEquals(
        List.of(
            new Remedy.AdjustBalance(
                ACCOUNT, Samples.VENUE, "USD", -7, "reconciliation: BALANCE_DIFFERS:USD")),
        remedies.of(finding(FindingKind.BALANCE_DIFFERS), FindingAction.ADOPT, NOW));
  }

  @Test
  void policyOfWhatCannotBeDoneIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReconcilePolicy(Map.of(FindingKind.PHANTOM_FILL, FindingAction.ADOPT)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReconcilePolicy(Map.of(FindingKind.POSITION_DIFFERS, FindingAction.IGNORE)));
  }

  private Finding finding(FindingKind kind) {
    var rest = ours.find(ACCOUNT, "rest").orElseThrow();
    return switch (kind) {
      case UNKNOWN_ORDER -> new Finding.UnknownOrder(STRANGER, List.of(execution(FILL)));
      case MISSING_ORDER -> new Finding.MissingOrder(rest);
      case GHOST_ORDER ->
          new Finding.GhostOrder(
              ours.find(ACCOUNT, "done").orElseThrow(), open("done", 300, 9_990, 0));
      case ORDER_DIFFERS -> new Finding.OrderDiffers(rest, open("rest", 200, 9_985, 0));
      case FILLED_DIFFERS -> new Finding.FilledDiffers(rest, open("rest", 300, 9_990, 10));
      case MISSING_FILL ->
          new Finding.MissingFill(execution(Samples.filled("rest", "e-2", 10, 10)));
      case UNKNOWN_FILL -> new Finding.UnknownFill(List.of(execution(FILL)));
      case FILL_DIFFERS ->
          new Finding.FillDiffers(execution(Samples.filled("part", "e-1", 90, 90)));
      case PHANTOM_FILL ->
          new Finding.PhantomFill(ours.accounts().recentlyBooked(ACCOUNT, Samples.VENUE).getLast());
      case POSITION_DIFFERS -> new Finding.PositionDiffers(SYMBOL, 100, 70, 10_100);
      case BALANCE_DIFFERS -> new Finding.BalanceDiffers("USD", 12, 5);
    };
  }

  /** Applies them one by one, as an owner does: names of events, then effects, of each. */
  private List<String> carryOut(List<Remedy> steps) {
    var done = new ArrayList<String>();
    for (var step : steps) {
      var decision = ours.decide(step, NOW);
      decision.events().forEach(ours::apply);
      done.addAll(Samples.kinds(decision.events()));
      for (Effect effect : decision.effects()) {
        done.add(effect.getClass().getSimpleName());
      }
    }
    return done;
  }

  private static String names(List<Remedy> steps) {
    return String.join(",", steps.stream().map(step -> step.getClass().getSimpleName()).toList());
  }
}
