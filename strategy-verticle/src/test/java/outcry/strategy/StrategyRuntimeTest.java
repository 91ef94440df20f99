package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import outcry.bus.Addresses;
import outcry.model.BarSpec;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderReply.Refused;
import outcry.model.Position;
import outcry.model.RefusalCode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyAction.Kind;
import outcry.model.query.StrategyView.State;

class StrategyRuntimeTest {

  private final Rig rig = new Rig();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() throws Exception {
    Probe.SCRIPTS.clear();
    rig.close();
  }

  private static void script(String name, Probe.Script script) {
    Probe.SCRIPTS.put(name, script);
  }

  /** Buys one lot at the market on each quote. */
  private void buyer(String name) {
    script(
        name,
        (probe, callback, event) -> {
          seen.add(name + " " + callback);
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).market().submit();
            default -> {}
          }
        });
  }

  /** Leaves a limit order working on each quote. */
  private static void quoter(String name) {
    script(
        name,
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).postOnly().submit();
            default -> {}
          }
        });
  }

  private List<String> ids() throws Exception {
    return rig.on(
        () ->
            rig.owner.commands.stream()
                .map(
                    c ->
                        c instanceof SubmitOrder s
                            ? s.clientOrderId()
                            : "x" + ((CancelOrder) c).clientOrderId())
                .toList());
  }

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
  void pausingRefusesNewOrdersAndLetsCancelsPass() throws Exception {
    quoter("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    var states = rig.control("s", Kind.PAUSE);
    assertEquals(State.PAUSED, states.strategies().getFirst().state());

    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
            probe.ctx.cancelAll();
          } else if (event instanceof OrderDenied denied && callback.equals("denied")) {
            seen.add(denied.code() + ": " + denied.detail());
          }
        });
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(List.of("HALTED: strategy s is paused"), seen);
    assertTrue(ids().contains("xs-1-1"));
    assertEquals(List.of(), rig.owner.openOrders());
  }

  @Test
  void stoppingCancelsItsOrdersAndStartingAgainIsANewRunThatKnowsItsPosition() throws Exception {
    buyer("s");
    quoter("other");
    rig.deploy(
        Rig.CONFIG, Rig.probe("s", Placement.ISOLATED), Rig.probe("other", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.control("s", Kind.STOP);
    rig.publish(rig.quote(9_999, 10_001));
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            seen.add("again " + probe.position(Rig.BTC).quantity());
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
          }
        });
    rig.control("s", Kind.START);
    rig.publish(rig.quote(9_999, 10_001));
    assertTrue(rig.owner.openOrders().contains("s-2-1"));
    rig.control("s", Kind.STOP);

    assertTrue(seen.contains("again 100"));
    assertTrue(seen.contains("s stop"));
    assertEquals(List.of("other-1-1", "other-1-2", "other-1-3"), rig.owner.openOrders());
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aStrategyThatThrowsIsTakenOffAloneAndItsOrdersCanceled(Placement placement)
      throws Exception {
    script(
        "bad",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
          } else if (callback.equals("accepted")) {
            throw new IllegalStateException("boom");
          }
        });
    buyer("good");
    rig.deploy(Rig.CONFIG, Rig.probe("bad", placement), Rig.probe("good", placement));
    rig.publish(rig.quote(9_999, 10_001));
    rig.publish(rig.quote(9_999, 10_001));

    var bad = rig.view("bad");
    assertEquals(State.FAILED, bad.state());
    assertEquals("THREW: threw java.lang.IllegalStateException: boom", bad.reason());
    assertEquals(List.of(), rig.owner.openOrders());
    assertEquals(2, seen.stream().filter("good quote"::equals).count());
    assertEquals(State.RUNNING, rig.view("good").state());
    assertTrue(rig.node.health().isReady());
  }

  private void hangs(Placement placement, CountDownLatch release, boolean ignoresInterrupts)
      throws Exception {
    script(
        "stuck",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.buy(Rig.BTC, 100).limit(9_000).submit();
          } else if (callback.equals("accepted")) {
            await(release, ignoresInterrupts);
          }
        });
    buyer("good");
    rig.deploy(
        Rig.CONFIG.withHangLimit(Duration.ofMillis(200)),
        Rig.probe("stuck", placement),
        Rig.probe("good", placement));
    rig.publish(rig.quote(9_999, 10_001));
    rig.publish(rig.quote(9_999, 10_001));

    var stuck = rig.view("stuck");
    assertEquals(State.FAILED, stuck.state());
    assertEquals("HUNG: a callback took longer than 200 ms", stuck.reason());
    assertEquals(List.of(), rig.owner.openOrders());
    assertEquals(2, seen.stream().filter("good quote"::equals).count());
  }

  private static void await(CountDownLatch latch, boolean ignoresInterrupts) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException e) {
        waiting = ignoresInterrupts;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aStrategyThatHangsIsInterruptedAndTakenOff(Placement placement) throws Exception {
    hangs(placement, new CountDownLatch(1), false);
  }

  @Test
  void aStrategyThatIgnoresTheInterruptIsAbandonedOnItsOwnThread() throws Exception {
    var release = new CountDownLatch(1);
    try {
      hangs(Placement.ISOLATED, release, true);
      assertTrue(
          rig.node.tasks().running().stream()
              .anyMatch(t -> t.kind().equals("strategy-thread") && t.name().equals("stuck")));
    } finally {
      release.countDown();
    }
  }

  @Test
  void aLostDoorbellIsPulledAndADoubledOneCountsOnce() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "position" -> seen.add("" + ((Position) event).quantity());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    int pulls = rig.owner.pulls;
    rig.step(
        () -> {
          rig.owner.mute = true;
          rig.owner.fill("s-1-1", 10, 9_000);
          rig.owner.fill("s-1-1", 20, 9_000);
          rig.owner.mute = false;
          rig.owner.fill("s-1-1", 30, 9_000);
          rig.owner.ring(3);
          rig.owner.ring(1);
        });

    assertEquals(List.of("10", "30", "60"), seen);
    assertEquals(pulls + 1, rig.owner.pulls);
  }

  @Test
  void anOwnerThatSaysNothingIsAskedAgainUnderTheSameIdAndThenTheOrderIsInDoubt() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "inDoubt" -> seen.add("inDoubt " + ((OrderTicket) event).status());
            default -> {}
          }
        });
    rig.deploy(
        Rig.CONFIG.withCommandTimeout(Duration.ofMillis(50)), Rig.probe("s", Placement.CO_LOCATED));
    rig.step(() -> Collections.addAll(rig.owner.answers, silence(), silence(), silence()));
    rig.publish(rig.quote(9_999, 10_001));
    rig.advance(Duration.ofSeconds(2));

    assertEquals(List.of("s-1-1", "s-1-1", "s-1-1"), ids());
    assertEquals(List.of("inDoubt IN_DOUBT"), seen);
  }

  private static outcry.model.OrderReply silence() {
    return FakeOwner.SILENCE;
  }

  @Test
  void aRefusalIsFinalAndTold() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(1).submit();
            case "denied" -> seen.add(((OrderDenied) event).code() + " " + probe.openOrders());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.step(() -> rig.owner.answers.add(new Refused(RefusalCode.PRICE_COLLAR, "too far")));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(List.of("PRICE_COLLAR []"), seen);
    assertEquals(1, rig.owner.commands.size());
  }

  @Test
  void ordersOnAStreamThatIsNotLiveAreRefusedHere() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> {
              probe.ctx.subscribeQuotes(Rig.BTC);
              probe.buy(Rig.BTC, 1).market().submit();
            }
            case "health" -> probe.buy(Rig.BTC, 1).market().submit();
            case "denied" -> seen.add(((OrderDenied) event).detail());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(new StreamHealth(Rig.BTC, StreamHealth.State.STALE, "quiet", 0, 0));

    assertEquals(
        List.of(
            "no market data of BTCUSDT.SIM has come yet", "market data of BTCUSDT.SIM is STALE"),
        seen);
    assertEquals(List.of(), rig.owner.commands);
  }

  @Test
  void aStrategyThatFloodsItselfOverflows() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            for (int i = 0; i < 1_000_000; i++) {
              probe.buy(Rig.BTC, 1).market().submit();
            }
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));

    assertEquals(State.FAILED, rig.view("s").state());
    assertTrue(rig.view("s").reason().startsWith("OVERFLOW"), rig.view("s").reason());
  }

  @Test
  void anAmendIsSentAndTold() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "accepted" -> ((OrderTicket) event).amend(50, 9_100);
            default -> probe.openOrders().forEach(t -> seen.add(t.quantity() + "@" + t.price()));
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals("50@9100", seen.getLast());
  }

  @Test
  void flattenCancelsAndClosesWhatItHolds() throws Exception {
    buyer("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("quote")) {
            probe.ctx.flatten("test");
          } else if (callback.equals("position")) {
            seen.add("left " + ((Position) event).quantity());
          }
        });
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals("left 0", seen.getLast());
    assertTrue(((SubmitOrder) rig.owner.commands.getLast()).reduceOnly());
  }

  @Test
  void ordersLeftOpenByAnEarlierRunAreItsOwn() throws Exception {
    quoter("s");
    var keeps =
        new StrategySpec(
            "s", "probe", "acct", Map.of("script", "s"), Placement.ISOLATED, false, false);
    rig.deploy(Rig.CONFIG, keeps);
    rig.publish(rig.quote(9_999, 10_001));
    rig.control("s", Kind.STOP);
    script(
        "s",
        (probe, callback, event) -> {
          seen.add(callback + " " + probe.openOrders());
          probe.ctx.cancelAll();
        });
    rig.control("s", Kind.START);

    assertEquals("start [s-1-1 BUY 100 BTCUSDT.SIM WORKING]", seen.getFirst());
    assertEquals("event []", seen.getLast());
  }

  @Test
  void undeployingLeavesNothingBehind() throws Exception {
    quoter("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.undeploy();

    assertEquals(List.of(), rig.owner.openOrders());
    assertEquals(
        List.of(),
        rig.node.tasks().running().stream()
            .filter(task -> !task.kind().equals("strategy-thread")) // ends by itself just after
            .toList());
    var idle = new java.util.concurrent.CompletableFuture<Void>();
    rig.node.inFlight().whenIdle(() -> idle.complete(null)); // an end follows its answer
    idle.get(10, java.util.concurrent.TimeUnit.SECONDS);
  }

  @Test
  void noOrderIsLeftBehindBecauseItsOwnerIsRecovering() throws Exception {
    quoter("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));
    assertEquals(1, rig.owner.openOrders().size());
    rig.step(() -> rig.owner.answers.add(new Refused(RefusalCode.RECOVERING, "try again")));
    var stopped =
        rig.on(
            () ->
                rig.node
                    .bus()
                    .request(
                        Addresses.STRATEGY_CONTROL,
                        new StrategyAction("s", Kind.STOP),
                        Duration.ofSeconds(10)));
    for (int i = 0; i < 10_000 && !stopped.isComplete(); i++) {
      rig.on(
          () -> {
            rig.clock.runNext();
            return null;
          });
    }
    Rig.get(stopped);

    assertEquals(List.of(), rig.owner.openOrders());
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
