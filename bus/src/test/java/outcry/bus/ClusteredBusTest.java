package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/** Two nodes in one process, joined over loopback. */
class ClusteredBusTest {

  @Test
  void messagesAndAnswersCrossBetweenNodesInTheirBinaryForm() throws Exception {
    int port;
    try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var asking = new TestNode(clustered(port, port));
        var answering = new TestNode(clustered(0, port))) {
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

  private static Vertx clustered(int port, int seedPort) {
    var config = new Config();
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setClusterName("bus-test-" + seedPort);
    var network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false).setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + seedPort);
    return TestNode.await(
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1").setPort(0)))
            .withClusterManager(new HazelcastClusterManager(config))
            .buildClustered());
  }
}
