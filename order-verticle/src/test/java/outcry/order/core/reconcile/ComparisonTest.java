package outcry.order.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.reconcile.Accounts.LATER;
import static outcry.order.core.reconcile.Accounts.execution;
import static outcry.order.core.reconcile.Accounts.open;

import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport;
import outcry.model.Liquidity;
import outcry.model.query.OrderView;
import outcry.order.core.Orders;
import outcry.order.core.Samples;
import outcry.order.core.reconcile.Comparison.Result;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Snapshots;

class ComparisonTest {

  private final Orders ours = Accounts.ours();
  private final Accounts theirs = Accounts.same();

  @Test
  void sameAccountsDoNotDiffer() {
    assertEquals(found(), compare());
  }

  @Test
  void orderNobodyHereKnowsIsFoundWithItsFills() {
    var order = open("stranger", 50, 9_980, 20);
    var fill = Samples.filled("stranger", "e-9", 20, 20);
    theirs.open(order).filled(fill);

    assertEquals(
        new Result(List.of(new Finding.UnknownOrder(order, List.of(execution(fill)))), 2),
        compare());
  }

  @Test
  void openOrderThatTheVenueDoesNotListIsMissing() {
    theirs.without("rest");

    assertEquals(found(new Finding.MissingOrder(view("rest"))), compare());
  }

  @Test
  void orderWithAnUnbookedFillIsNotMissingButFilled() {
    var fill = Samples.filled("rest", "e-2", 300, 300);
    theirs.without("rest").filled(fill);

    assertEquals(new Result(List.of(new Finding.MissingFill(execution(fill))), 2), compare());
  }

  @Test
  void orderThatHasEndedHereIsAGhostAtTheVenue() {
    var order = open("done", 300, 9_990, 0);
    theirs.open(order);

    assertEquals(found(new Finding.GhostOrder(view("done"), order)), compare());
  }

  @Test
  void otherQuantityLimitOrFilledQuantityIsFound() {
    var changed = open("rest", 200, 9_985, 0);
    var filled = open("part", 300, 9_990, 150);
    theirs.open(changed).open(filled);

    assertEquals(
        found(
            new Finding.OrderDiffers(view("rest"), changed),
            new Finding.FilledDiffers(view("part"), filled)),
        compare());
  }

  @Test
  void fillsOfAnUnknownOrderThatHasEndedAreOneFinding() {
    var first = Samples.filled("stranger", "e-8", 20, 20);
    var second = Samples.filled("stranger", "e-9", 30, 50);
    theirs.filled(first).filled(second);

    assertEquals(
        new Result(
            List.of(new Finding.UnknownFill(List.of(execution(first), execution(second)))), 2),
        compare());
  }

  @Test
  void executionIdWithOtherContentIsFound() {
    var other = Samples.filled("part", "e-1", 90, 90);
    theirs.forgettingExecutions().filled(other).holding(100).balance(cash(100));

    assertEquals(found(new Finding.FillDiffers(execution(other))), compare());
  }

  @Test
  void bookedFillThatTheVenueDoesNotListIsAPhantom() {
    theirs.forgettingExecutions();

    var booked = ours.accounts().recentlyBooked(ACCOUNT, Samples.VENUE).getLast();
    assertEquals(found(new Finding.PhantomFill(booked)), compare());
  }

  @Test
  void fillThatTheVenueTookBackIsNoPhantom() {
    Accounts.report(ours, new ExecutionReport.Busted(ACCOUNT, "part", "e-2", "e-1", NOW));
    theirs.forgettingExecutions().holding(0).balance(0);

    assertEquals(found(), compare());
  }

  @Test
  void positionAndMoneyThatNoFillExplainsAreFound() {
    theirs.holding(70).balance(5);

    assertEquals(
        found(
            new Finding.PositionDiffers(SYMBOL, 100, 70, 10_000),
            new Finding.BalanceDiffers("USD", cash(100), 5)),
        compare());
  }

  @Test
  void sumsAreNotJudgedWhereFillsMayBeMissing() {
    theirs.holding(70).balance(5).incomplete();

    assertEquals(new Result(List.of(), 2), compare());
  }

  @Test
  void sumsAreNotJudgedWhereAnOrderIsInDoubt() {
    ours.decideRecovery(NOW).events().forEach(ours::apply);
    theirs.holding(70).balance(5);

    assertEquals(new Result(List.of(), 2), compare());
  }

  @Test
  void whatMovedSinceTheQuestionIsNoDifference() {
    theirs.without("rest").open(open("part", 300, 9_990, 0)).open(open("done", 300, 9_990, 0));
    theirs.forgettingExecutions().holding(0).balance(0);

    assertEquals(found(), Comparison.of(ours, theirs.at(NOW), Accounts.VENUE, NOW - SECOND, NOW));
  }

  @Test
  void whatTheVenueMayNotTellYetIsNoDifference() {
    var lagging = Samples.CAPABILITIES.with(new Snapshots(true, false, 20 * SECOND));
    theirs.without("rest").open(open("part", 300, 9_990, 0)).open(open("done", 300, 9_990, 0));
    theirs.forgettingExecutions().holding(0).balance(0);

    assertEquals(found(), compare(lagging));
  }

  @Test
  void ordersThatWaitForAnAnswerAreNotJudged() {
    for (var id : List.of("rest", "part")) {
      var cancel = new outcry.model.OrderCommand.CancelOrder(ACCOUNT, id, "test", NOW);
      Samples.carryOut(ours, ours.decide(cancel, NOW), NOW);
    }
    theirs.without("rest").open(open("part", 200, 9_980, 100));

    assertEquals(found(), compare());
  }

  @Test
  void feeInAnotherCurrencyIsMoneyToo() {
    var fill =
        new ExecutionReport.Filled(
            ACCOUNT, "rest", "v", "e-2", 100, 9_990, 100, 7, "BNB", Liquidity.MAKER, NOW);
    Accounts.report(ours, fill);

    assertEquals(-7, ours.accounts().balances(ACCOUNT, Samples.VENUE).get("BNB"));
  }

  /** What the account has after buying at 100.00, with one fee of 5. */
  private static long cash(long quantity) {
    return -Samples.INSTRUMENT.notional(10_000, quantity) - 5;
  }

  private Result compare() {
    return compare(Accounts.VENUE);
  }

  private Result compare(Capabilities venue) {
    return Comparison.of(ours, theirs.at(LATER), venue, NOW - SECOND, LATER);
  }

  private OrderView view(String id) {
    return ours.find(ACCOUNT, id).orElseThrow();
  }

  private static Result found(Finding... findings) {
    return new Result(List.of(findings), 0);
  }
}
