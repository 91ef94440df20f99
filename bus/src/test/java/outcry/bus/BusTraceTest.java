package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.query.StrategyList;

class BusTraceTest {

  @Test
  void debugModeLogsEveryHop() {
    try (var test = new TestNode()) {
      var log = TestNode.logOf(BusTrace.class);
      var bus = test.bus();
      bus.debug();
      var list = new StrategyList(List.of());
      test.run(() -> bus.on(Addresses.STRATEGY_STATES, _ -> {}));
      test.run(() -> bus.onRequest(Addresses.STRATEGY_CONTROL, _ -> Future.succeededFuture(list)));
      test.run(
          () -> {
            bus.publish(Addresses.STRATEGY_STATES, list);
            return null;
          });
      test.settle();
      test.await(
          () ->
              bus.request(
                  Addresses.STRATEGY_CONTROL, TestMessages.STRATEGY_ACTION, Duration.ofSeconds(5)));

      assertEquals(
          List.of(
              "publish strategy.states StrategyList at N ns",
              "delivered strategy.states StrategyList in N ns",
              "request strategy.control StrategyAction at N ns",
              "delivered strategy.control StrategyAction in N ns",
              "reply strategy.control StrategyList at N ns"),
          log.stream()
              .map(event -> event.getFormattedMessage().replaceAll("[0-9]+ ns", "N ns"))
              .toList());
    }
  }

  @Test
  void consumerOnAForeignThreadIsADefect() {
    var defects = new Defects(new Metrics());
    var told = new ArrayList<String>();
    defects.onDefect(defect -> told.add(defect.place() + ": " + defect.cause().getMessage()));
    var trace = new BusTrace(defects);

    trace.checkThread("md.quote", Thread.currentThread());
    trace.checkThread("md.quote", null);
    trace.checkThread("md.quote", Thread.ofPlatform().name("loop").unstarted(() -> {}));

    assertEquals(
        List.of("md.quote: consumer of loop runs on " + Thread.currentThread().getName()), told);
  }
}
