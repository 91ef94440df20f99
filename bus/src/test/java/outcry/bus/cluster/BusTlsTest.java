package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.TestNode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/** Whoever reaches Hazelcast is a member; only who has a certificate gets messages through. */
class BusTlsTest {

  private static final StrategyList LIST = new StrategyList(List.of());
  private static final StrategyAction ASK =
      new StrategyAction("sma-cross", StrategyAction.Kind.PAUSE);

  @Test
  void onlyNodesWithACertificateOfOurAuthorityTalkToEachOther(@TempDir Path folder)
      throws Exception {
    var ours = Certificates.make(folder, "ours");
    var theirs = Certificates.make(folder, "theirs");
    var heard = new CopyOnWriteArrayList<String>();
    try (var cluster = new TestCluster(ours, "one", "two")) {
      var one = cluster.node("one");
      var two = cluster.node("two");
      answer(one, "one", heard);
      assertEquals(LIST, ask(two, Duration.ofSeconds(10)));

      var plain = cluster.join("plain", TestCluster.freePorts(1).getFirst(), null);
      assertEquals(3, cluster.clustered("one").size(), "Hazelcast lets it in");
      assertTimeout(plain);
      var rogue = cluster.join("rogue", TestCluster.freePorts(1).getFirst(), theirs);
      assertTimeout(rogue);
      assertEquals(List.of("one"), heard);

      // a place at which a rogue pretends to answer: nothing is handed to it
      TestNode.await(one.bus().unregisterAll());
      answer(rogue, "rogue", heard);
      assertTimeout(two);
      assertEquals(List.of("one"), heard);
    }
  }

  private static void answer(TestNode node, String name, List<String> heard) {
    node.await(
        () ->
            node.bus()
                .onRequest(
                    Addresses.STRATEGY_CONTROL,
                    _ -> {
                      heard.add(name);
                      return Future.succeededFuture(LIST);
                    })
                .ready());
  }

  private static StrategyList ask(TestNode node, Duration timeout) {
    return node.await(() -> asked(node, timeout));
  }

  /** Of one who listens, or pretends to. */
  private static Future<StrategyList> asked(TestNode node, Duration timeout) {
    return node.bus()
        .request(Addresses.STRATEGY_CONTROL, ASK, timeout)
        .recover(
            failure ->
                Bus.isNoHandlers(failure) ? asked(node, timeout) : Future.failedFuture(failure));
  }

  private static void assertTimeout(TestNode node) {
    var failure = assertThrows(ReplyException.class, () -> ask(node, Duration.ofMillis(1_000)));
    assertEquals(ReplyFailure.TIMEOUT, failure.failureType(), failure.getMessage());
  }
}
