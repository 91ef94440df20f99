package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import outcry.model.BarSpec;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.query.StrategyView.State;

/** What a strategy is called with, and when. */
class StrategyRuntimeTest extends ProbeTest {

  @ParameterizedTest
  @EnumSource(Placement.class)
  void theMostSpecificCallbackComesFirstAndTheCauseIsNamed(Placement placement) throws Exception {
    buyer("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", placement));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(
        List.of(
            "s start",
            "s quote",
            "s event",
            "s accepted",
            "s event",
            "s filled",
            "s event",
            "s position"),
        seen);
    var order = (SubmitOrder) rig.owner.commands.getFirst();
    assertEquals("s-1-1", order.clientOrderId());
    assertEquals("quote:" + Rig.BTC + ":1", order.cause());
    assertEquals(State.RUNNING, rig.view("s").state());
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void theSameInputLeadsToTheSameCommands(Placement placement) throws Exception {
    var runs = new ArrayList<List<OrderCommand>>();
    for (int i = 0; i < 2; i++) {
      var twin = new Rig();
      try {
        buyer("s");
        twin.deploy(Rig.CONFIG, Rig.probe("s", placement));
        for (int step = 0; step < 20; step++) {
          twin.advance(Duration.ofSeconds(1));
          twin.publish(twin.quote(9_000 + step, 9_010 + step));
        }
        runs.add(twin.on(() -> List.copyOf(twin.owner.commands)));
      } finally {
        twin.close();
      }
    }

    assertEquals(20, runs.get(0).size());
    assertEquals(runs.get(0), runs.get(1));
  }

  @Test
  void onBarWaitsForTheWarmUpAndHistoryAndLiveDoNotOverlap() throws Exception {
    rig.history = List.of(Rig.bar(0, 1_000), Rig.bar(1, 2_000));
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            var bars = probe.ctx.bars(Rig.BTC, BarSpec.minutes(1)).warmup(3);
            var average = bars.sma(2);
            script("s", (p, c, e) -> seen.add(c + " " + bars.count() + " " + average.value()));
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    assertEquals(State.WARMING_UP, rig.view("s").state());

    rig.publish(Rig.bar(1, 2_000));
    rig.publish(Rig.bar(2, 4_000));
    rig.publish(Rig.bar(2, 4_000));
    rig.publish(Rig.bar(3, 6_000));

    assertEquals(List.of("bar 3 30.0", "bar 4 50.0"), seen);
    assertEquals(State.RUNNING, rig.view("s").state());
    assertEquals(3, rig.barsOpened.getFirst().warmup());
  }

  @Test
  void timersFireOnTheContextsClockOnceOrAgain() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            var every = probe.ctx.schedule(Schedule.every(Duration.ofSeconds(2)), "tick");
            probe.ctx.schedule(Schedule.after(Duration.ofSeconds(3)), "once");
            probe.ctx.schedule(Schedule.at(5_000_000_000L), "end", every::cancel);
          } else {
            seen.add(event + "@" + probe.ctx.now() / 1_000_000_000);
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.advance(Duration.ofSeconds(9));

    assertEquals(List.of("tick@2", "once@3", "tick@4"), seen);
  }

  @Test
  void nothingCanBeUsedBeforeOnStart() {
    var strategy = new Probe();

    var refused = assertThrows(IllegalStateException.class, () -> strategy.buy(Rig.BTC, 1));
    assertEquals(
        "Probe used its context or parameters before onStart: move this into onStart",
        refused.getMessage());
  }

  @Test
  void unknownStrategiesAndParametersAreRefusedBeforeAnythingStarts() {
    var catalog = StrategyCatalog.installed();
    var unknown = StrategySpec.of("s", "no", "acct", Map.of(), Placement.ISOLATED);
    var badSymbol =
        StrategySpec.of("s", "sma-crossover", "acct", Map.of("symbol", "NO.X"), Placement.ISOLATED);

    assertEquals(
        "unknown strategy no; known: market-maker, rsi-mean-reversion, sma-crossover",
        assertThrows(IllegalArgumentException.class, () -> catalog.check(unknown, Rig.INSTRUMENTS))
            .getMessage());
    assertEquals(
        "PARAM_SYMBOL: symbol is unknown: NO.X; known: BTCUSDT.SIM",
        assertThrows(
                IllegalArgumentException.class, () -> catalog.check(badSymbol, Rig.INSTRUMENTS))
            .getMessage());
  }
}
