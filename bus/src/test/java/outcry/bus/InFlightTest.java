package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.query.StrategyList;

class InFlightTest {

  private static final Duration LONG = Duration.ofSeconds(5);

  /**
   * What the replay pump relies on: it publishes an event, waits for idle, and only then moves the
   * clock. Everything the event led to must have happened by then.
   */
  @Test
  void idleComesAfterEveryConsequenceOnTheLoop() {
    try (var test = new TestNode()) {
      var steps = new ArrayList<String>();
      var bus = test.bus();
      var a = new StrategyList(List.of());
      Promise<Void> idle = Promise.promise();
      test.run(
          () -> {
            bus.on(Addresses.STRATEGY_STATES, _ -> steps.add("first consumer"));
            bus.on(
                Addresses.STRATEGY_STATES,
                _ -> {
                  steps.add("second consumer asks");
                  bus.request(Addresses.STRATEGY_CONTROL, TestMessages.STRATEGY_ACTION, LONG)
                      .onSuccess(
                          _ -> {
                            steps.add("answered");
                            bus.publish(Addresses.MARKET_TOP, TestMessages.MARKET_TOP);
                          })
                      .map(_ -> "derived handler")
                      .onSuccess(steps::add)
                      .onFailure(failure -> steps.add(failure.toString()));
                });
            bus.on(Addresses.MARKET_TOP, _ -> steps.add("consequence of the answer"));
            bus.onRequest(
                Addresses.STRATEGY_CONTROL,
                _ -> {
                  steps.add("handler");
                  return Future.succeededFuture(a);
                });
            bus.publish(Addresses.STRATEGY_STATES, a);
            test.node()
                .inFlight()
                .whenIdle(
                    () -> {
                      steps.add("idle");
                      idle.complete();
                    });
            steps.add("published");
            return null;
          });
      TestNode.await(idle.future());

      assertEquals(
          List.of(
              "published",
              "first consumer",
              "second consumer asks",
              "handler",
              "answered",
              "derived handler",
              "consequence of the answer",
              "idle"),
          steps);
    }
  }

  @Test
  void messagesOfOneLoopArriveInTheOrderTheyWerePublishedWhateverTheAddress() {
    try (var test = new TestNode()) {
      var order = new ArrayList<String>();
      test.run(
          () -> {
            var bus = test.bus();
            bus.on(Addresses.STRATEGY_STATES, _ -> order.add("states"));
            bus.on(Addresses.MARKET_TOP, _ -> order.add("top"));
            for (int i = 0; i < 2; i++) {
              bus.publish(Addresses.STRATEGY_STATES, new StrategyList(List.of()));
              bus.publish(Addresses.MARKET_TOP, TestMessages.MARKET_TOP);
            }
            return null;
          });
      test.settle();
      assertEquals(List.of("states", "top", "states", "top"), order);
    }
  }

  @Test
  void moreEndedThanBegunIsABugAndChangesNothing() {
    var inFlight = new InFlight();
    inFlight.begin(InFlight.Kind.VENUE);
    assertThrows(IllegalStateException.class, () -> inFlight.end(InFlight.Kind.JOURNAL));
    assertEquals(Map.of(InFlight.Kind.VENUE, 1L), inFlight.pending());
  }

  @Test
  void oneActionMayWaitAtATimeAndMayWaitAgain() {
    var inFlight = new InFlight();
    var ran = new ArrayList<String>();
    inFlight.begin(InFlight.Kind.VENUE);
    inFlight.whenIdle(
        () -> {
          ran.add("one");
          inFlight.whenIdle(() -> ran.add("two"));
        });
    assertThrows(IllegalStateException.class, () -> inFlight.whenIdle(() -> ran.add("no")));
    inFlight.end(InFlight.Kind.VENUE);
    assertEquals(List.of("one", "two"), ran);
  }
}
