package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.query.StrategyAction.Kind;
import outcry.model.query.StrategyView.State;

/** What a strategy keeps, when, and what the next run makes of it. */
class StrategyStateTest extends ProbeTest {

  private static final String FIELDS = "{\"version\":1,\"fields\":{\"signals\":%d}}";

  /** Counts its quotes and leaves a limit order for each. */
  private void signaller() {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> {
              seen.add("start " + probe.signals + " " + probe.openOrders());
              probe.ctx.subscribeQuotes(Rig.BTC);
            }
            case "takeover" -> seen.add(event.toString());
            case "quote" -> {
              probe.signals++;
              probe.buy(Rig.BTC, 100 + probe.signals).limit(9_000).submit();
            }
            case "denied" ->
                seen.add(((OrderDenied) event).code() + ": " + ((OrderDenied) event).detail());
            case "stop" -> seen.add("stop");
            default -> {}
          }
        });
  }

  private void quote() throws Exception {
    rig.publish(rig.quote(9_999, 10_001));
  }

  @Test
  void aCommandIsSavedWithWhatItsCallbackChangedBeforeItIsSent() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.CO_LOCATED));
    rig.on(
        () -> {
          rig.states.hold();
          return null;
        });
    rig.on(
        () -> {
          rig.node.bus().publish(outcry.bus.Addresses.quotes(Rig.BTC), rig.quote(9_999, 10_001));
          return null;
        });
    for (int i = 0; i < 10; i++) {
      rig.on(() -> null);
    }
    assertEquals(List.of(), ids(), "nothing goes before it is saved");
    rig.on(
        () -> {
          rig.states.release();
          return null;
        });
    rig.settle();

    assertEquals(List.of("s-1-1"), ids());
    var saved = rig.states.saves.getLast();
    assertEquals(FIELDS.formatted(1), saved.fields());
    assertEquals(1, saved.outbox().size());
  }

  @Test
  void whatOneTurnBringsUpSharesOneSave() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.CO_LOCATED));
    rig.step(
        () -> {
          for (int i = 0; i < 3; i++) {
            rig.node.bus().publish(outcry.bus.Addresses.quotes(Rig.BTC), rig.quote(9_999, 10_001));
          }
        });

    assertEquals(List.of("s-1-1", "s-1-2", "s-1-3"), ids());
    assertTrue(rig.states.saves.size() < 3, rig.states.saves.toString());
  }

  @Test
  void fieldsAreSavedOnceASecondWhenTheyHaveChanged() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            probe.ctx.subscribeQuotes(Rig.BTC);
          } else if (callback.equals("quote")) {
            probe.signals++;
          }
        });
    rig.deployShard(1, Rig.probe("s", Placement.ISOLATED));
    rig.advance(Duration.ofSeconds(3));
    int before = rig.states.saves.size();
    quote();
    quote();
    rig.advance(Duration.ofSeconds(3));

    assertEquals(before + 1, rig.states.saves.size());
    assertEquals(FIELDS.formatted(2), rig.states.saves.getLast().fields());
  }

  @Test
  void aTakeoverKnowsFieldsAndOrdersAndSendsAgainWhatNobodyAnswered() throws Exception {
    signaller();
    rig.deployShard(3, Rig.probe("s", Placement.CO_LOCATED));
    quote();
    rig.step(() -> rig.owner.answers.add(FakeOwner.SILENCE));
    rig.publishUnsettled(rig.quote(9_999, 10_001));
    rig.mayAct = false; // as a kill: nothing goes out any more
    rig.undeploy();
    assertEquals(List.of("s-3-1", "s-3-2"), ids());
    seen.clear();
    rig.deployShard(4, Rig.probe("s", Placement.CO_LOCATED));
    quote();

    assertEquals(List.of("s-3-1", "s-3-2", "s-3-2", "s-4-1"), ids());
    assertEquals(
        List.of(
            "start 2 [s-3-1 BUY 101 BTCUSDT.SIM WORKING, s-3-2 BUY 102 BTCUSDT.SIM SUBMITTING]",
            "Takeover[formerEpoch=3, savedNanos=0, resent=[s-3-2 BUY 102 BTCUSDT.SIM SUBMITTING]]"),
        seen);
    assertEquals(List.of("s-3-1", "s-3-2", "s-4-1"), rig.owner.openOrders());
  }

  @Test
  void anOrderThatWasMeantForAnEarlierTimeIsRefusedInstead() throws Exception {
    signaller();
    rig.deployShard(3, Rig.probe("s", Placement.CO_LOCATED));
    rig.step(() -> rig.owner.answers.add(FakeOwner.SILENCE));
    rig.publishUnsettled(rig.quote(9_999, 10_001));
    rig.mayAct = false;
    rig.undeploy();
    rig.on(
        () -> {
          rig.clock.advanceTo(Duration.ofSeconds(61).toNanos());
          return null;
        });
    seen.clear();
    rig.deployShard(4, Rig.probe("s", Placement.CO_LOCATED));

    assertEquals(List.of("s-3-1"), ids());
    assertEquals(
        List.of(
            "start 1 []",
            "Takeover[formerEpoch=3, savedNanos=0, resent=[]]",
            "DEADLINE_PASSED: not sent: meant for an earlier time"),
        seen);
  }

  @Test
  void handingOverKeepsTheOrdersAndTellsTheStrategyNothing() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.ISOLATED));
    quote();
    rig.undeploy();
    assertEquals(List.of("s-1-1"), rig.owner.openOrders());
    rig.deployShard(2, Rig.probe("s", Placement.ISOLATED));
    quote();

    assertEquals(List.of("s-1-1", "s-2-1"), rig.owner.openOrders());
    assertEquals("start 1 [s-1-1 BUY 101 BTCUSDT.SIM WORKING]", seen.get(1));
    assertEquals(3, seen.size(), seen.toString());
  }

  @Test
  void aStrategyThatSomebodyStoppedStaysSoWhereverItGoes() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.ISOLATED));
    quote();
    rig.control("s", Kind.STOP);
    assertEquals(List.of(), rig.owner.openOrders());
    rig.undeploy();
    seen.clear();
    rig.deployShard(2, Rig.probe("s", Placement.ISOLATED));

    var view = rig.view("s");
    assertEquals(State.STOPPED, view.state());
    assertEquals("stopped before it came here", view.reason());
    rig.control("s", Kind.START);
    assertEquals(List.of("start 1 []"), seen, "started, which is no take-over");
  }

  @Test
  void aRunThatAnotherHasSupersededSendsNothingMoreAndCancelsNothing() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.ISOLATED));
    quote();
    Rig.get(io.vertx.core.Future.fromCompletionStage(rig.states.claim("s", 2, 2)));
    quote();
    quote();

    assertEquals(List.of("s-1-1"), ids());
    assertEquals(List.of("s-1-1"), rig.owner.openOrders());
    assertEquals(State.STOPPED, rig.view("s").state());
    assertEquals("epoch 1 is over", rig.view("s").reason());
  }

  @Test
  void aSaveThatFailsIsTriedAgainAndTheCommandWaits() throws Exception {
    signaller();
    rig.deployShard(1, Rig.probe("s", Placement.CO_LOCATED));
    rig.states.failures.add(new IllegalStateException("no disk"));
    quote();
    assertEquals(List.of(), ids());
    rig.advance(Duration.ofSeconds(1));

    assertEquals(List.of("s-1-1"), ids());
  }
}
