package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.cluster.TestCluster;
import outcry.model.query.StrategyList;

class BusFaultsTest {

  private static final String PROPERTY = "outcry.bus.faults";
  private static final StrategyList LIST = new StrategyList(List.of());

  @AfterEach
  void disarm() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void messagesFareAsThePropertySays() {
    System.setProperty(
        PROPERTY,
        "strategy.states:duplicate=1;md.top:delay=1,delayMillis=20;strategy.control:drop=1;"
            + "exchange.snapshots:duplicate=1");
    try (var cluster = new TestCluster("one")) {
      var one = cluster.node("one");
      var heard = new ArrayList<Object>();
      Promise<Void> all = Promise.promise();
      one.run(
          () -> {
            Consumer<Object> hear =
                message -> {
                  heard.add(message);
                  if (heard.size() == 3) {
                    all.complete();
                  }
                };
            one.bus().on(Addresses.STRATEGY_STATES, hear::accept);
            one.bus().on(Addresses.MARKET_TOP, hear::accept);
            one.bus()
                .onRequest(
                    Addresses.STRATEGY_CONTROL,
                    ask -> {
                      heard.add(ask);
                      return Future.succeededFuture(LIST);
                    });
            one.bus().publish(Addresses.MARKET_TOP, TestMessages.MARKET_TOP);
            one.bus().publish(Addresses.STRATEGY_STATES, LIST);
            return null;
          });
      TestNode.await(all.future());
      assertEquals(2, Collections.frequency(heard, LIST));
      assertEquals(1, Collections.frequency(heard, TestMessages.MARKET_TOP));

      var lost =
          assertThrows(
              ReplyException.class,
              () ->
                  one.await(
                      () ->
                          one.bus()
                              .request(
                                  Addresses.STRATEGY_CONTROL,
                                  TestMessages.STRATEGY_ACTION,
                                  Duration.ofMillis(20))));
      assertEquals(ReplyFailure.TIMEOUT, lost.failureType());
      assertEquals(3, heard.size());
      assertEquals(1, one.counter("bus_faults_total", "kind", "DUPLICATE"));
      assertEquals(1, one.counter("bus_faults_total", "kind", "DELAY"));
      assertEquals(1, one.counter("bus_faults_total", "kind", "DROP"));
    }
  }

  @Test
  void answerMayBeLostAfterItWasDone() {
    System.setProperty(PROPERTY, "reply:drop=1");
    try (var cluster = new TestCluster("one")) {
      var one = cluster.node("one");
      var asked = new ArrayList<Object>();
      one.run(
          () ->
              one.bus()
                  .onRequest(
                      Addresses.STRATEGY_CONTROL,
                      ask -> {
                        asked.add(ask);
                        return Future.succeededFuture(LIST);
                      }));
      assertThrows(
          ReplyException.class,
          () ->
              one.await(
                  () ->
                      one.bus()
                          .request(
                              Addresses.STRATEGY_CONTROL,
                              TestMessages.STRATEGY_ACTION,
                              Duration.ofMillis(200))));
      assertEquals(List.of(TestMessages.STRATEGY_ACTION), asked);
    }
  }

  @Test
  void oneProcessIsSpared() {
    System.setProperty(PROPERTY, "*:drop=1");
    try (var test = new TestNode()) {
      var heard = new ArrayList<Object>();
      test.run(
          () -> {
            test.bus().on(Addresses.STRATEGY_STATES, heard::add);
            test.bus().publish(Addresses.STRATEGY_STATES, LIST);
            return null;
          });
      test.settle();
      assertEquals(List.of(LIST), heard);
    }
  }
}
