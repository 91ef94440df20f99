package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.bus.Addresses;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyAction.Kind;
import outcry.model.query.StrategyView.State;

/** Pausing, stopping, starting again: what becomes of the orders. */
class StrategyLifecycleTest extends ProbeTest {

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
                        Addresses.strategyControl("s"),
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
  void noNewOrderFollowsIfTheStrategyEndsWhileItsCommandWaitsToBeSentAgain() throws Exception {
    quoter("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.step(() -> rig.owner.answers.add(new Refused(RefusalCode.JOURNAL_UNAVAILABLE, "disk")));
    rig.publish(rig.quote(9_999, 10_001));
    rig.control("s", Kind.STOP);
    rig.advance(Duration.ofSeconds(2));

    assertEquals(
        List.of("s-1-1", "xs-1-1", "xs-1-1"), ids(), "canceled again: it may have arrived");
    assertEquals(List.of(), rig.owner.openOrders());
  }
}
