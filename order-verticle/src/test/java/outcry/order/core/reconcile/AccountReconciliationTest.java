package outcry.order.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.reconcile.Accounts.LATER;
import static outcry.order.core.reconcile.Accounts.execution;
import static outcry.order.core.reconcile.Accounts.open;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.FindingAction;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount.OpenOrder;
import outcry.order.core.Orders;
import outcry.order.core.Samples;
import outcry.order.core.reconcile.AccountReconciliation.Judged;

class AccountReconciliationTest {

  private static final OpenOrder STRANGER = open("stranger", 50, 9_980, 0);
  private static final Finding UNKNOWN = new Finding.UnknownOrder(STRANGER, List.of());
  private static final long DAY = 86_400 * SECOND;

  private final Orders ours = Accounts.ours();
  private final Accounts theirs = Accounts.same();
  private final AccountReconciliation account =
      new AccountReconciliation(ACCOUNT, Accounts.VENUE, ReconcileConfig.DEFAULT);

  @Test
  void cleanComparisonIsGoodForAWhile() {
    assertFalse(account.isCurrent(LATER));

    assertEquals(List.of(), ask(LATER));

    assertTrue(account.isCurrent(LATER + 90 * SECOND));
    assertFalse(account.isCurrent(LATER + 90 * SECOND + 1));
    assertEquals(LATER + 30 * SECOND, account.nextNanos());
  }

  @Test
  void differenceMustLastBeforeAnythingIsDoneAboutIt() {
    theirs.open(STRANGER);

    assertEquals(List.of(new Judged(UNKNOWN, FindingAction.ASK, false, false)), ask(LATER));
    assertEquals(LATER + SECOND, account.nextNanos());
    assertEquals(List.of(new Judged(UNKNOWN, FindingAction.ASK, true, true)), ask(LATER + SECOND));
    assertEquals(
        List.of(new Judged(UNKNOWN, FindingAction.ASK, true, false)), ask(LATER + 5 * SECOND));
    assertEquals(LATER + 35 * SECOND, account.nextNanos(), "only people can go on");
    assertFalse(account.isCurrent(LATER + 5 * SECOND));
  }

  @Test
  void differenceThatChangesIsAnotherOne() {
    theirs.open(STRANGER);
    ask(LATER);
    theirs.open(open("stranger", 60, 9_980, 0));

    assertFalse(ask(LATER + SECOND).getFirst().isConfirmed());
  }

  @Test
  void executionWithItsIdIsAFactAtOnce() {
    var fill = Samples.filled("rest", "e-2", 10, 10);
    theirs.filled(fill).open(open("rest", 300, 9_990, 10));

    assertEquals(
        List.of(
            new Judged(new Finding.MissingFill(execution(fill)), FindingAction.ADOPT, true, true)),
        ask(LATER));
  }

  @Test
  void executionsAreAskedForFromTheLastKnownOnAndFurtherBackWhenSumsDiffer() {
    assertEquals(NOW - 60 * SECOND, account.ask(ours, LATER));
    answer(LATER);
    assertEquals(LATER - 60 * SECOND, account.ask(ours, LATER + SECOND));
    theirs.holding(70);
    answer(LATER + SECOND);
    assertEquals(LATER + 2 * SECOND - DAY, account.ask(ours, LATER + 2 * SECOND));
  }

  @Test
  void fillOfAStrangerIsLookedBackForUntilItIsDealtWith() {
    theirs.filled(Samples.filled("stranger", "e-7", 10, 10));

    assertFalse(ask(LATER).getFirst().isConfirmed());
    assertEquals(LATER + SECOND - DAY, account.ask(ours, LATER + SECOND));
    assertTrue(answer(LATER + SECOND).getFirst().isConfirmed());
    assertEquals(LATER + 2 * SECOND - DAY, account.ask(ours, LATER + 2 * SECOND));
  }

  @Test
  void partOfALongListDoesNotEndWhatTheOtherPartShows() {
    var whole = Accounts.same().holding(70);
    ask(LATER);
    account.ask(ours, LATER + SECOND);
    answer(whole, LATER + SECOND);
    account.ask(ours, LATER + 2 * SECOND);
    answer(Accounts.same().holding(70).incomplete(), LATER + 2 * SECOND);
    account.ask(ours, LATER + 3 * SECOND);

    assertTrue(answer(whole, LATER + 3 * SECOND).getFirst().isConfirmed());
  }

  @Test
  void restOfALongListIsAskedForFromItsLastOn() {
    theirs.incomplete();
    ask(LATER);

    assertFalse(account.isCurrent(LATER));
    assertEquals(NOW, account.ask(ours, LATER + SECOND));
  }

  @Test
  void whatPeopleIgnoreIsCleanUntilItChanges() {
    theirs.holding(70).balance(ours.accounts().balances(ACCOUNT, Samples.VENUE).get("USD"));
    ask(LATER);
    var ignoring = Map.of("POSITION_DIFFERS:" + SYMBOL, FindingAction.IGNORE);
    account.ask(ours, LATER + SECOND);
    var answered =
        account.answered(
            ours, theirs.at(LATER + SECOND), ReconcilePolicy.DEFAULT, ignoring, LATER + SECOND);

    assertEquals(FindingAction.IGNORE, answered.getFirst().action());
    assertTrue(account.isCurrent(LATER + SECOND));
    assertEquals(List.of(), ask(LATER + 2 * SECOND));
    theirs.holding(69);
    assertEquals(1, ask(LATER + 3 * SECOND).size());
  }

  @Test
  void whatIsPricedOrNamedByNobodyIsAskedAboutWhateverThePolicy() {
    var foreign =
        new OpenOrder("x", "v", "GONE.SIM", Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 1, 1, 0);
    theirs.open(foreign);
    var adopting =
        new ReconcilePolicy(Map.of(outcry.model.FindingKind.UNKNOWN_ORDER, FindingAction.ADOPT));
    account.ask(ours, LATER);

    assertEquals(
        List.of(
            new Judged(
                new Finding.UnknownOrder(foreign, List.of()), FindingAction.ASK, false, false)),
        account.answered(ours, theirs.at(LATER), adopting, Map.of(), LATER));
  }

  @Test
  void silenceIsMetWithGrowingPausesUpToThePeriod() {
    account.ask(ours, LATER);
    account.failed(LATER);
    assertEquals(LATER + SECOND, account.nextNanos());
    account.failed(LATER);
    assertEquals(LATER + 2 * SECOND, account.nextNanos());
    for (int i = 0; i < 100; i++) {
      account.failed(LATER);
    }
    assertEquals(LATER + 30 * SECOND, account.nextNanos());
    account.askNow();
    assertTrue(account.nextNanos() < LATER);
  }

  @Test
  void rehearsalChangesNothing() {
    theirs.open(STRANGER);
    var rehearsal = account.rehearsal();
    for (long at : new long[] {LATER, LATER + SECOND}) {
      rehearsal.ask(ours, at);
      rehearsal.answered(ours, theirs.at(at), ReconcilePolicy.DEFAULT, Map.of(), at);
    }

    assertTrue(rehearsal.differences().getFirst().isConfirmed());
    assertEquals(List.of(), account.differences());
    assertFalse(ask(LATER + 2 * SECOND).getFirst().isConfirmed());
  }

  private List<Judged> ask(long atNanos) {
    account.ask(ours, atNanos);
    return answer(atNanos);
  }

  private List<Judged> answer(long atNanos) {
    return answer(theirs, atNanos);
  }

  private List<Judged> answer(Accounts told, long atNanos) {
    return account.answered(ours, told.at(atNanos), ReconcilePolicy.DEFAULT, Map.of(), atNanos);
  }
}
