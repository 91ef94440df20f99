package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.bus.cluster.TestCluster;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/** Two nodes in one process, joined over loopback. */
class ClusteredBusTest {

  @Test
  void messagesAndAnswersCrossBetweenNodesInTheirBinaryForm() throws Exception {
    try (var cluster = new TestCluster("asking", "answering")) {
      var asking = cluster.node("asking");
      var answering = cluster.node("answering");
      var list = new StrategyList(List.of());
      Promise<MarketTop> top = Promise.promise();
      Promise<StrategyAction> asked = Promise.promise();
      answering.await(() -> answering.bus().on(Addresses.MARKET_TOP, top::tryComplete).ready());
      answering.await(
          () ->
              answering
                  .bus()
                  .onRequest(
                      Addresses.STRATEGY_CONTROL,
                      action -> {
                        asked.tryComplete(action);
                        return Future.succeededFuture(list);
                      })
                  .ready());
      var answer =
          asking.await(
              () ->
                  asking
                      .bus()
                      .request(
                          Addresses.STRATEGY_CONTROL,
                          TestMessages.STRATEGY_ACTION,
                          Duration.ofSeconds(10)));
      asking.run(
          () -> {
            asking.bus().publish(Addresses.MARKET_TOP, TestMessages.MARKET_TOP);
            return null;
          });

      assertEquals(list, answer);
      assertNotSame(list, answer);
      assertEquals(TestMessages.STRATEGY_ACTION, TestNode.await(asked.future()));
      assertEquals(TestMessages.MARKET_TOP, TestNode.await(top.future()));
      assertNotSame(TestMessages.MARKET_TOP, TestNode.await(top.future()));
    }
  }
}
