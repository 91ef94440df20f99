package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.LIMITS;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderEvent.EquityMarked;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.RuleBreached;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.RiskRules;
import outcry.order.core.risk.RulePack;
import outcry.order.core.risk.RulePack.Drawdown;
import outcry.order.core.risk.RulePack.OnBreach;
import outcry.order.core.risk.RulePack.Step;

/** Rules that are watched between orders. Positions are opened at 100.00, fee 0.00000005. */
class LossWatchTest {

  private static final long USD = 1_00000000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long MIDNIGHT = NOW - NOW % DAY + DAY;

  private static RulePack pack(long dailyLoss, long drawdown, Drawdown when, OnBreach onBreach) {
    return new RulePack(
        "test",
        dailyLoss * USD,
        drawdown * USD,
        when,
        false,
        onBreach,
        0,
        List.of(),
        0,
        0,
        null,
        null,
        Set.of());
  }

  private static RiskRig rig(RulePack pack) {
    return new RiskRig(LIMITS.with(pack, Set.of()), RiskRules.NONE);
  }

  private static String state(RiskRig rig) {
    return rig.orders.restrictions().toString();
  }

  private static void release(RiskRig rig) {
    rig.now += SECOND;
    rig.send(
        new SetTradingState(
            ACCOUNT, TradingScope.ACCOUNT, ACCOUNT, TradingState.ACTIVE, "seen", "t", rig.now));
  }

  @Test
  void theDailyLossIsReachedBetweenFillsAtTheLimitAndNotBefore() {
    var rig = rig(pack(5, 0, Drawdown.INTRADAY, OnBreach.REDUCE));
    rig.hold(Side.BUY, 1_000);
    rig.buy(100, 9_700);
    rig.buy(100, 9_600);
    rig.at(rig.now + SECOND, 9_500, 9_502); // 4.99 and the fee
    assertEquals("{}", state(rig));
    int from = rig.journal.size();
    rig.at(rig.now + SECOND, 9_500, 9_501); // 4.995 and the fee: less than half a cent to go
    assertEquals(List.of(), rig.kinds(from));
    rig.at(rig.now + SECOND, 9_499, 9_501);

    assertEquals(
        List.of("RuleBreached", "TradingStateChanged", "CancelRequested", "CancelRequested"),
        rig.kinds(from).stream().filter(kind -> !kind.equals("OrderCanceled")).toList());
    assertEquals("{ACCOUNT A1=REDUCING}", state(rig));
    assertEquals("REDUCING", rig.buy(100, 9_500));
    assertEquals("passes", rig.sell(1_000, 9_800));
    assertEquals(Incident.Kind.RULE_BREACHED, rig.incidents.getLast().kind());
  }

  @Test
  void aBreachSurvivesARestartAndAReleaseWhileItLastsIsBreachedAnew() {
    var rig = rig(pack(5, 0, Drawdown.INTRADAY, OnBreach.HALT));
    rig.hold(Side.BUY, 1_000);
    rig.at(rig.now + SECOND, 9_395, 9_405);
    assertEquals("{ACCOUNT A1=HALTED}", state(rig));
    rig.restart();
    assertEquals("{ACCOUNT A1=HALTED}", state(rig));
    rig.quote(9_395, 9_405);
    release(rig);
    rig.at(rig.now + SECOND, 9_395, 9_405);
    assertEquals("{ACCOUNT A1=HALTED}", state(rig));
    assertEquals(2, rig.journal.stream().filter(e -> e instanceof RuleBreached).count());
  }

  @Test
  void aNewDayBeginsWithWhatThereIsAndMayBeReleased() {
    var rig = rig(pack(5, 0, Drawdown.INTRADAY, OnBreach.HALT));
    rig.hold(Side.BUY, 1_000);
    rig.at(rig.now + SECOND, 9_395, 9_405);
    rig.at(MIDNIGHT, 9_395, 9_405);
    release(rig);
    rig.at(rig.now + SECOND, 9_295, 9_305);
    assertEquals("{}", state(rig)); // 7 in all, 1 today
    rig.restart();
    rig.at(rig.now + SECOND, 8_905, 8_915);
    assertEquals("{}", state(rig));
    rig.at(rig.now + SECOND, 8_895, 8_905);
    assertEquals("{ACCOUNT A1=HALTED}", state(rig));
    var day =
        (EquityMarked)
            rig.journal.stream().filter(e -> e instanceof EquityMarked).toList().getFirst();
    assertEquals(new EquityMarked(ACCOUNT, "USD", MIDNIGHT + DAY, -6 * USD - 5, 0, MIDNIGHT), day);
  }

  @Test
  void anIntradayDrawdownFollowsTheHighestAndARestartIsAtMostAHundredthStricter() {
    var rig = rig(pack(0, 5, Drawdown.INTRADAY, OnBreach.REDUCE));
    rig.hold(Side.BUY, 1_000);
    rig.at(rig.now + SECOND, 10_395, 10_405); // 4 up
    rig.at(rig.now + SECOND, 9_902, 9_912); // 0.93 down: 4.93 below
    assertEquals("{}", state(rig));
    var marks = rig.journal.stream().filter(e -> e instanceof EquityMarked).toList();
    assertEquals(1, marks.size());
    assertEquals(4 * USD - 5 + 5 * USD / 100, ((EquityMarked) marks.getFirst()).highest());
    rig.restart();
    rig.at(rig.now + SECOND, 9_902, 9_912);
    assertEquals("{}", state(rig));
    rig.at(rig.now + SECOND, 9_898, 9_908); // 4.97, and the bound lies 0.05 above
    assertEquals("{ACCOUNT A1=REDUCING}", state(rig));
  }

  @Test
  void aDrawdownOfDaysLooksAtTheHighestWhenADayEnds() {
    var rig = rig(pack(0, 5, Drawdown.END_OF_DAY, OnBreach.REDUCE));
    rig.hold(Side.BUY, 1_000);
    rig.at(rig.now + SECOND, 10_795, 10_805); // 8 up, for a while
    rig.at(rig.now + SECOND, 10_195, 10_205);
    rig.at(MIDNIGHT, 10_195, 10_205); // the day ends 2 up
    rig.restart();
    rig.at(rig.now + SECOND, 9_700, 9_710);
    assertEquals("{}", state(rig));
    rig.at(rig.now + SECOND, 9_695, 9_705);
    assertEquals("{ACCOUNT A1=REDUCING}", state(rig));
  }

  @Test
  void aLockedFloorStopsAtTheBeginning() {
    var plain = pack(0, 5, Drawdown.INTRADAY, OnBreach.REDUCE);
    var locked =
        new RulePack(
            "test",
            0,
            5 * USD,
            Drawdown.INTRADAY,
            true,
            OnBreach.REDUCE,
            0,
            List.of(),
            0,
            0,
            null,
            null,
            Set.of());
    for (var pack : List.of(plain, locked)) {
      var rig = rig(pack);
      rig.hold(Side.BUY, 1_000);
      rig.at(rig.now + SECOND, 10_995, 11_005); // 10 up
      rig.at(rig.now + SECOND, 10_095, 10_105); // 1 up: 9 below, above the beginning
      assertEquals(pack.drawdownLocks() ? "{}" : "{ACCOUNT A1=REDUCING}", state(rig));
      rig.at(rig.now + SECOND, 9_995, 10_005);
      assertEquals("{ACCOUNT A1=REDUCING}", state(rig)); // the fee lies below it
    }
  }

  @Test
  void flatteningCancelsThenClosesAndEndsWhenFlat() {
    var rig = rig(pack(5, 0, Drawdown.INTRADAY, OnBreach.FLATTEN));
    rig.hold(Side.BUY, 1_000);
    rig.sell(500, 10_500);
    rig.report(Samples.accepted("o1"));
    rig.at(rig.now + SECOND, 9_395, 9_405);
    assertEquals("{ACCOUNT A1=REDUCING}", state(rig));
    rig.at(rig.now + SECOND, 9_395, 9_405);
    rig.report(Samples.canceled("o1"));
    rig.restart();
    rig.at(rig.now + SECOND, 9_395, 9_405);
    var close = (OrderIntended) rig.journal.getLast();
    assertEquals(
        List.of("risk", Side.SELL, OrderType.MARKET, 1_000L, true),
        List.of(
            close.strategy(),
            close.order().side(),
            close.order().type(),
            close.order().quantity(),
            close.order().reduceOnly()));
    rig.at(rig.now + SECOND, 9_395, 9_405); // one is on its way: no other
    assertEquals(close, rig.journal.getLast());
    rig.report(Samples.filled(close.order().clientOrderId(), "f", 1_000, 1_000));
    int from = rig.journal.size();
    rig.at(rig.now + SECOND, 9_395, 9_405);
    assertEquals(List.of(), rig.kinds(from));
    assertEquals(0, rig.orders.position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void whatIsHeldIsClosedAtTheFlatTimeAndNothingIsOpenedBeforeIt() {
    var noon =
        LocalTime.ofSecondOfDay(Instant.ofEpochSecond(NOW / SECOND).getEpochSecond() % 86_400);
    var pack =
        new RulePack(
            "test",
            0,
            0,
            Drawdown.INTRADAY,
            false,
            OnBreach.REDUCE,
            0,
            List.of(),
            0,
            0,
            noon.plusSeconds(10),
            noon.plusSeconds(20),
            Set.of());
    var rig = rig(pack);
    rig.hold(Side.BUY, 100);
    assertEquals("passes", rig.buy(100, 9_990));
    rig.at(NOW + 10 * SECOND, 9_995, 10_005);
    assertEquals("RULE_PACK", rig.buy(110, 9_990));
    rig.report(Samples.canceled("o1"));
    rig.at(NOW + 20 * SECOND - 1, 9_995, 10_005);
    assertTrue(
        rig.journal.stream()
            .noneMatch(e -> e instanceof OrderIntended i && i.strategy().equals("risk")));
    rig.at(NOW + 21 * SECOND, 9_995, 10_005);
    assertTrue(rig.journal.getLast() instanceof OrderIntended i && i.strategy().equals("risk"));
    rig.at(MIDNIGHT, 9_995, 10_005);
    assertEquals("passes", rig.buy(120, 9_990)); // another day
  }

  @Test
  void contractsFollowTheScalingPlanAtTheBeginningOfTheDay() {
    long contract = 1_000_000_000;
    var pack =
        new RulePack(
            "test",
            0,
            0,
            Drawdown.INTRADAY,
            false,
            OnBreach.REDUCE,
            5 * contract,
            List.of(new Step(0, contract), new Step(10 * USD, 2 * contract)),
            0,
            0,
            null,
            null,
            Set.of());
    var rig = rig(pack);
    assertEquals("RULE_PACK", rig.buy(1_010, 10_000));
    rig.hold(Side.BUY, 1_000);
    assertEquals("RULE_PACK", rig.buy(20, 10_000));
    rig.at(rig.now + SECOND, 11_095, 11_105);
    assertEquals("RULE_PACK", rig.buy(20, 11_100)); // 11 up, but since today
    rig.at(MIDNIGHT, 11_095, 11_105);
    assertEquals("passes", rig.buy(1_000, 11_100));
    assertEquals("RULE_PACK", rig.buy(20, 11_100));
  }

  @Test
  void noDayMayBringMoreThanItsPartOfTheTarget() {
    var pack =
        new RulePack(
            "test",
            0,
            0,
            Drawdown.INTRADAY,
            false,
            OnBreach.REDUCE,
            0,
            List.of(),
            40,
            10 * USD,
            null,
            null,
            Set.of());
    var rig = rig(pack);
    rig.hold(Side.BUY, 1_000);
    rig.at(rig.now + SECOND, 10_395, 10_405); // 4.00 less the fee
    assertEquals("passes", rig.buy(100, 10_390));
    rig.at(rig.now + SECOND, 10_397, 10_407);
    assertEquals("RULE_PACK", rig.buy(110, 10_390));
    assertEquals("passes", rig.sell(1_000, 10_450));
    rig.at(MIDNIGHT, 10_397, 10_407);
    assertEquals("passes", rig.buy(120, 10_390));
  }

  @Test
  void withoutAPriceOfWhatIsHeldNothingMayBeOpened() {
    var rig = rig(pack(5, 0, Drawdown.INTRADAY, OnBreach.REDUCE));
    rig.hold(Side.BUY, 1_000);
    rig.restart();
    rig.duties();
    assertEquals("NO_REFERENCE", rig.buy(100, 9_990));
    rig.now += SECOND;
    rig.quote(9_395, 9_405);
    assertEquals("{ACCOUNT A1=REDUCING}", state(rig));
    assertEquals(1, rig.journal.stream().filter(e -> e instanceof TradingStateChanged).count());
  }
}
