package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import outcry.model.query.StrategyList;

class HandlerWatchTest {

  @Test
  void handlerThatHoldsItsLoopIsFoundWithItsStackAndCountedOnce() throws Exception {
    var warned = new CompletableFuture<String>();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            warned.complete(event.getFormattedMessage());
          }
        };
    appender.start();
    TestNode.attach(HandlerWatch.class, appender);
    try (var test = new TestNode()) {
      var release = new CountDownLatch(1);
      test.run(() -> test.bus().on(Addresses.STRATEGY_STATES, _ -> holdUntil(release)));
      test.loop()
          .runOnContext(
              _ -> test.bus().publish(Addresses.STRATEGY_STATES, new StrategyList(List.of())));

      var warning = warned.get(10, TimeUnit.SECONDS);
      release.countDown();
      test.settle();

      assertTrue(warning.startsWith("strategy.states has held vert.x-eventloop"), warning);
      assertTrue(warning.contains("HandlerWatchTest.holdUntil"), warning);
      assertEquals(1, test.counter("slow_handlers_total", "place", "strategy.states"));
    }
  }

  private static void holdUntil(CountDownLatch release) {
    try {
      assertTrue(release.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void handlerWithinAHandlerLeavesTheOuterOneWatched() {
    try (var watch = new HandlerWatch(new Metrics())) {
      var slot = watch.slot();
      slot.enter("outer");
      long entered = slot.enteredAt();
      assertEquals(false, slot.enterIfFree("inner"));
      assertEquals(entered, slot.enteredAt());
      slot.exit();
      assertEquals(true, slot.enterIfFree("later"));
    }
  }
}
