package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.LIMITS;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.House;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.Rate;
import outcry.order.core.risk.RiskRules;
import outcry.order.core.risk.RulePack;
import outcry.order.core.risk.ScopeLimits;

/** Each limit at its last good value and one beyond, at every scope. Reference 100.00. */
class RiskScopesTest {

  private static final long USD = 1_00000000L;

  enum Scope {
    ACCOUNT,
    STRATEGY,
    HOUSE
  }

  private static RiskRig rig(Scope scope, ScopeLimits limits) {
    return switch (scope) {
      case ACCOUNT ->
          rig(
              LIMITS.with(
                  new ScopeLimits(
                      limits.orderValueMax() == 0 ? LIMITS.orderValueMax() : limits.orderValueMax(),
                      limits.openOrdersMax() == 0 ? LIMITS.openOrdersMax() : limits.openOrdersMax(),
                      limits.grossExposureMax(),
                      limits.netExposureMax(),
                      limits.orders().perSecond() == 0 ? new Rate(1_000, 2_000) : limits.orders(),
                      limits.messages(),
                      limits.instruments().isEmpty()
                          ? LIMITS.scope().instruments()
                          : limits.instruments())));
      case STRATEGY -> rig(LIMITS.withStrategies(limits));
      case HOUSE -> new RiskRig(LIMITS, rules(limits, Duration.ZERO));
    };
  }

  private static RiskRig rig(Limits limits) {
    return new RiskRig(limits, RiskRules.NONE);
  }

  private static RiskRules rules(ScopeLimits house, Duration collarPeriod) {
    return new RiskRules(
        house, collarPeriod, RiskRules.NONE.tradingDay(), Duration.ofMillis(250), "");
  }

  private static ScopeLimits exposure(long gross, long net) {
    return ScopeLimits.NONE.withExposure(gross * USD, net * USD);
  }

  @ParameterizedTest
  @EnumSource
  void orderSizeAndPosition(Scope scope) {
    var limits = ScopeLimits.NONE.with(SYMBOL, new InstrumentLimits(1_000, 1_500));
    assertEquals("passes", rig(scope, limits).buy(1_000, 10_000));
    assertEquals("LIMIT_ORDER_QTY", rig(scope, limits).buy(1_010, 10_000));

    var rig = rig(scope, limits);
    rig.hold(Side.BUY, 1_000);
    assertEquals("LIMIT_POSITION", rig.buy(510, 10_000));
    assertEquals("passes", rig.buy(500, 10_000));
    assertEquals("LIMIT_POSITION", rig.buy(20, 10_000));
  }

  @ParameterizedTest
  @EnumSource
  void orderValue(Scope scope) {
    var limits = new ScopeLimits(100 * USD, 0, 0, 0, Rate.NONE, Rate.NONE, Map.of());
    assertEquals("passes", rig(scope, limits).buy(1_000, 10_000));
    assertEquals("LIMIT_ORDER_VALUE", rig(scope, limits).buy(1_000, 10_005));
  }

  @ParameterizedTest
  @EnumSource
  void openOrders(Scope scope) {
    var rig = rig(scope, new ScopeLimits(0, 2, 0, 0, Rate.NONE, Rate.NONE, Map.of()));
    assertEquals("passes", rig.buy(100, 10_000));
    assertEquals("passes", rig.buy(110, 10_000));
    assertEquals("LIMIT_OPEN_ORDERS", rig.buy(120, 10_000));
    rig.report(Samples.canceled("o0"));
    assertEquals("passes", rig.buy(120, 10_000));
  }

  @ParameterizedTest
  @EnumSource
  void grossExposureCountsWhatIsOpenOnBothSidesAtItsWorst(Scope scope) {
    var rig = rig(scope, exposure(100, 0));
    assertEquals("passes", rig.buy(600, 9_990));
    assertEquals("passes", rig.sell(1_000, 10_010)); // 1 short at worst: no more than 100
    assertEquals("LIMIT_EXPOSURE", rig.buy(410, 9_990));
    assertEquals("passes", rig.buy(400, 9_990));
    assertEquals("LIMIT_EXPOSURE", rig.sell(20, 10_010));
  }

  @ParameterizedTest
  @EnumSource
  void netExposureIsLimitedInTheDirectionOfTheOrder(Scope scope) {
    var rig = rig(scope, exposure(0, 100));
    rig.hold(Side.BUY, 900);
    assertEquals("passes", rig.buy(100, 9_990));
    assertEquals("LIMIT_EXPOSURE", rig.buy(20, 9_990));
    assertEquals("passes", rig.sell(1_900, 10_010));
    assertEquals("LIMIT_EXPOSURE", rig.sell(20, 10_010));
  }

  @Test
  void whoIsAboveALimitMayStillReduce() {
    var rig = rig(Scope.ACCOUNT, exposure(100, 100));
    rig.hold(Side.BUY, 1_000);
    rig.quote(10_195, 10_205); // worth 102 now
    assertEquals("LIMIT_EXPOSURE", rig.buy(20, 10_190));
    assertEquals("passes", rig.sell(1_000, 10_210));
  }

  @Test
  void anAmendCountsWhatItAdds() {
    var rig = rig(Scope.STRATEGY, exposure(100, 0));
    rig.buy(900, 9_990);
    rig.report(Samples.accepted("o0"));
    assertEquals(
        "LIMIT_EXPOSURE", rig.send(new AmendOrder(ACCOUNT, "o0", 1_010, 9_990, "t", rig.now)));
    assertEquals("passes", rig.send(new AmendOrder(ACCOUNT, "o0", 1_000, 9_990, "t", rig.now)));
    assertEquals("LIMIT_EXPOSURE", rig.buy(20, 9_990)); // the amend is not answered: its worst
  }

  @Test
  void theHouseIsAllPartitionsTogether() {
    var limits = exposure(100, 0);
    var house = new House(limits);
    var one = new RiskRig(LIMITS, rules(limits, Duration.ZERO), house);
    var other = new RiskRig(LIMITS, rules(limits, Duration.ZERO), house);
    assertEquals("passes", one.buy(900, 9_990));
    assertEquals("LIMIT_EXPOSURE", other.buy(110, 9_990));
    one.restart(); // the state that was given up counts no longer
    assertEquals("passes", other.buy(100, 9_990));
    assertEquals("LIMIT_EXPOSURE", other.buy(20, 9_990));
  }

  @ParameterizedTest
  @EnumSource
  void messagesAreLimitedAndCancelsCountButPass(Scope scope) {
    var rig = rig(scope, ScopeLimits.NONE.withRates(Rate.NONE, new Rate(1, 3)));
    assertEquals("passes", rig.buy(100, 9_990));
    assertEquals("passes", rig.buy(110, 9_990));
    for (var id : List.of("o0", "o1")) {
      assertEquals("passes", rig.send(new CancelOrder(ACCOUNT, id, "t", rig.now)));
    }
    assertEquals("LIMIT_MESSAGE_RATE", rig.buy(120, 9_990)); // one is owed
    rig.now += SECOND;
    assertEquals("LIMIT_MESSAGE_RATE", rig.buy(120, 9_990)); // now it is paid
    rig.now += SECOND;
    assertEquals("passes", rig.buy(120, 9_990));
  }

  @ParameterizedTest
  @EnumSource
  void ratesBeginEmptyAfterAChangeOfOwner(Scope scope) {
    var rig = rig(scope, ScopeLimits.NONE.withRates(new Rate(1, 3), Rate.NONE));
    rig.orders.startRatesEmpty(rig.now);
    assertEquals("LIMIT_ORDER_RATE", rig.buy(100, 9_990));
    rig.now += SECOND;
    rig.quote(9_995, 10_005);
    assertEquals("passes", rig.buy(100, 9_990));
    assertEquals("LIMIT_ORDER_RATE", rig.buy(110, 9_990));
  }

  @Test
  void aPriceMustBeNearEveryReferenceOfThePeriod() {
    var collar = new Limits.Collar(5_000, Duration.ofSeconds(10), 100);
    var rig = new RiskRig(LIMITS.with(collar), rules(ScopeLimits.NONE, Duration.ofSeconds(8)));
    assertEquals("passes", rig.buy(100, 10_100));
    assertEquals("PRICE_COLLAR_PERIOD", rig.buy(110, 10_105));
    rig.at(rig.now + 2 * SECOND, 10_295, 10_305);
    assertEquals("PRICE_COLLAR_PERIOD", rig.buy(120, 10_300)); // 3 % within the period
    assertEquals(
        "PRICE_COLLAR_PERIOD", rig.send(rig.order("s", Side.BUY, OrderType.MARKET, 100, 0)));
    rig.at(rig.now + 5 * SECOND, 10_295, 10_305);
    assertEquals("PRICE_COLLAR_PERIOD", rig.buy(130, 10_300));
    rig.at(rig.now + 5 * SECOND, 10_295, 10_305);
    assertEquals("passes", rig.buy(130, 10_300));
  }

  @Test
  void theSameOrderTwiceWithinTheWindowIsADuplicate() {
    var rig = rig(LIMITS.with(Duration.ofSeconds(1), Limits.Repeats.NONE));
    assertEquals("passes", rig.buy(100, 9_990));
    assertEquals("DUPLICATE_ORDER", rig.buy(100, 9_990));
    assertEquals("passes", rig.buy(110, 9_990));
    assertEquals("passes", rig.buy(100, 9_985));
    assertEquals("passes", rig.send(rig.order("other", Side.BUY, OrderType.LIMIT, 100, 9_990)));
    rig.now += SECOND;
    assertEquals("DUPLICATE_ORDER", rig.buy(100, 9_990));
    rig.now += 1;
    assertEquals("passes", rig.buy(100, 9_990));
  }

  @Test
  void whatIsRestrictedMayOnlyBeClosed() {
    var rig = rig(LIMITS);
    rig.hold(Side.BUY, 100);
    var restricted = new RiskRig(LIMITS.with(RulePack.NONE, Set.of(SYMBOL)), RiskRules.NONE);
    rig.journal.forEach(restricted.orders::apply);
    var limit = OrderType.LIMIT;
    assertEquals("RESTRICTED", restricted.send(rig.order("s", Side.BUY, limit, 100, 9_990)));
    assertEquals("RESTRICTED", restricted.send(rig.order("s", Side.SELL, limit, 110, 10_010)));
    assertEquals("passes", restricted.send(rig.order("s", Side.SELL, limit, 100, 10_010)));
  }

  @Test
  void reducingTakesBackWhatCouldGrowAndKeepsWhatCloses() {
    var rig = rig(LIMITS);
    rig.hold(Side.BUY, 500);
    rig.buy(100, 9_990);
    rig.sell(300, 10_010);
    rig.sell(200, 10_015);
    rig.sell(100, 10_020);
    for (int i = 1; i <= 4; i++) {
      rig.report(Samples.accepted("o" + i));
    }
    int from = rig.journal.size();
    rig.send(state(rig, TradingState.REDUCING));

    assertEquals(
        List.of("TradingStateChanged", "CancelRequested", "CancelRequested"), rig.kinds(from));
    assertEquals(
        List.of("o1 PENDING_CANCEL", "o4 PENDING_CANCEL"),
        rig.orders.recent(ACCOUNT, 10).reversed().stream()
            .filter(view -> view.status().name().equals("PENDING_CANCEL"))
            .map(view -> view.clientOrderId() + " " + view.status())
            .toList());
    rig.report(Samples.canceled("o4"));
    assertEquals("REDUCING", rig.send(new AmendOrder(ACCOUNT, "o2", 310, 10_010, "t", rig.now)));
    assertEquals("passes", rig.send(new AmendOrder(ACCOUNT, "o2", 300, 10_005, "t", rig.now)));
    assertEquals("passes", rig.send(new AmendOrder(ACCOUNT, "o3", 100, 10_015, "t", rig.now)));
    assertEquals("passes", rig.send(new CancelOrder(ACCOUNT, "o3", "t", rig.now)));
  }

  private static SetTradingState state(RiskRig rig, TradingState state) {
    return new SetTradingState(ACCOUNT, TradingScope.ACCOUNT, ACCOUNT, state, "t", "t", rig.now);
  }

  /** F40: at most as many rejections as allowed, then only a person lets it go on. */
  @Test
  void aStrategyThatIsRejectedTooOftenIsHalted() {
    var repeats = new Limits.Repeats(0, 3, Duration.ofSeconds(10));
    var rig = rig(LIMITS.with(Duration.ZERO, repeats));
    int rejections = 0;
    for (int i = 0; i < 10; i++) {
      if (rig.buy(100 + 10 * i, 9_990).equals("passes")) {
        rig.report(new ExecutionReport.Rejected(ACCOUNT, rig.lastId(), "no funds", rig.now));
        rejections++;
      }
    }
    assertEquals(3, rejections);
    assertEquals("HALTED", rig.buy(100, 9_990));
    assertEquals("passes", rig.send(rig.order("other", Side.BUY, OrderType.LIMIT, 100, 9_990)));
    rig.restart();
    rig.quote(9_995, 10_005);
    assertEquals("HALTED", rig.buy(100, 9_990));

    rig.now += SECOND;
    rig.send(
        new SetTradingState(
            ACCOUNT, TradingScope.STRATEGY, "s", TradingState.ACTIVE, "seen", "t", rig.now));
    rig.quote(9_995, 10_005);
    assertEquals("passes", rig.buy(100, 9_990));
  }

  /** F41: throttled first, then halted; the others go on. */
  @Test
  void aRunawayStrategyIsThrottledThenHaltedAndOthersGoOn() {
    var repeats = new Limits.Repeats(0, 50, Duration.ofSeconds(10));
    var rig =
        rig(
            LIMITS
                .withStrategies(ScopeLimits.NONE.withRates(new Rate(10, 10), Rate.NONE))
                .with(Duration.ZERO, repeats));
    int passed = 0;
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      var answer = rig.buy(100, 9_990);
      passed += answer.equals("passes") ? 1 : 0;
      refused += answer.equals("LIMIT_ORDER_RATE") ? 1 : 0;
    }
    assertEquals(List.of(10, 50), List.of(passed, refused));
    assertEquals("HALTED", rig.buy(100, 9_990));
    assertEquals("passes", rig.send(rig.order("other", Side.BUY, OrderType.LIMIT, 100, 9_990)));
    assertEquals(10, rig.journal.stream().filter(e -> e instanceof CancelRequested).count());
  }

  @Test
  void executionsAreCountedToo() {
    var rig = rig(LIMITS.with(Duration.ZERO, new Limits.Repeats(3, 0, Duration.ofSeconds(10))));
    rig.hold(Side.BUY, 100);
    rig.hold(Side.SELL, 100);
    rig.now += 10 * SECOND + 1;
    rig.quote(9_995, 10_005);
    rig.hold(Side.BUY, 100);
    rig.hold(Side.SELL, 100);
    assertEquals("passes", rig.buy(100, 9_990));
    rig.report(Samples.filled(rig.lastId(), "last", 100, 100));
    assertEquals("HALTED", rig.buy(110, 9_990));
  }
}
