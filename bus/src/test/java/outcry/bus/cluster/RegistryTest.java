package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Health;
import outcry.bus.Registration;
import outcry.bus.RequestAddress;
import outcry.bus.TestNode;
import outcry.model.query.NodeProbe;
import outcry.model.query.NodeProbed;
import outcry.model.query.StrategyList;

class RegistryTest {

  private static final RequestAddress<NodeProbe, NodeProbed> ADDRESS =
      Addresses.nodeProbe("somebody");
  private static final NodeProbe PROBE = new NodeProbe("one", false);
  private static final NodeProbed PROBED = new NodeProbed("somebody", "");

  private static TestCluster cluster;
  private static TestNode one;
  private static TestNode two;
  private static Registry registry;

  @BeforeAll
  static void join() {
    cluster = new TestCluster("one", "two");
    one = cluster.node("one");
    two = cluster.node("two");
    registry = cluster.clustered("two").registry();
  }

  private Registration registration;

  @AfterEach
  void unregister() {
    if (registration != null) {
      TestNode.await(registration.unregister());
    }
  }

  @AfterAll
  static void leave() {
    cluster.close();
  }

  @Test
  void whoMissedAnAnnouncementAsksForItAtTheNextSignOfLife() {
    answer();
    assertEquals(PROBED, ask());
    var asking = cluster.clustered("one").registry();
    asking.keepOnly(Set.of());
    assertEquals(List.of(), registrations());
    registry.beat();
    Promise<Void> known = Promise.promise();
    var timer =
        one.run(
            () ->
                one.node()
                    .vertx()
                    .setPeriodic(
                        10,
                        _ -> {
                          if (registrations().size() == 1) {
                            known.tryComplete();
                          }
                        }));
    TestNode.await(known.future());
    one.node().vertx().cancelTimer(timer);
    assertEquals(PROBED, ask());
  }

  @Test
  void requestsReachTheNewestOfSeveralWhoAnswer() {
    answer();
    var newer = new NodeProbed("newer", "");
    var second = one.run(() -> one.bus().onRequest(ADDRESS, _ -> Future.succeededFuture(newer)));
    TestNode.await(second.ready());
    assertEquals(newer, ask());
    assertEquals(newer, two.await(() -> two.bus().request(ADDRESS, PROBE, Duration.ofSeconds(5))));
    TestNode.await(second.unregister());
    assertEquals(PROBED, ask());
  }

  @Test
  void whereNobodyListensIsKnownUntilSomebodyDoes() {
    var asking = cluster.clustered("one").registry();
    assertTrue(Bus.isNoHandlers(failureOfAsking()));
    assertTrue(asking.isNobodyAt(ADDRESS.name()));
    answer();
    assertEquals(PROBED, ask(), "questions are not answered from memory");
  }

  @Test
  void publishedMessagesReachTheFirstWhoListens() {
    var list = new StrategyList(List.of());
    var address = Addresses.STRATEGY_STATES;
    Promise<StrategyList> heard = Promise.promise();
    one.run(
        () -> {
          one.bus().publish(address, list);
          return null;
        });
    registration = two.run(() -> two.bus().on(address, heard::tryComplete));
    var timer =
        one.run(() -> one.node().vertx().setPeriodic(10, _ -> one.bus().publish(address, list)));
    assertEquals(list, TestNode.await(heard.future()));
    one.node().vertx().cancelTimer(timer);
    assertFalse(cluster.clustered("one").registry().isNobodyAt(address.name()));
  }

  @Test
  void nodesProbeEachOtherAndSayWhetherTheyCanBeReached() {
    assertEquals(
        Map.of("bus", Health.Status.UP, "members", Health.Status.UP), one.node().health().check());
    var probed =
        one.await(
            () ->
                one.bus()
                    .request(
                        Addresses.nodeProbe("two"),
                        new NodeProbe("nobody", true),
                        Duration.ofSeconds(5)));
    assertEquals(new NodeProbed("two", "No handlers for address node.probe.nobody"), probed);
  }

  private void answer() {
    registration = two.run(() -> two.bus().onRequest(ADDRESS, _ -> Future.succeededFuture(PROBED)));
    TestNode.await(registration.ready());
  }

  private static NodeProbed ask() {
    return one.await(() -> one.bus().request(ADDRESS, PROBE, Duration.ofSeconds(5)));
  }

  private static Throwable failureOfAsking() {
    return one.await(
        () ->
            one.bus()
                .request(ADDRESS, PROBE, Duration.ofSeconds(5))
                .<Throwable>map(answer -> new AssertionError("answered: " + answer))
                .otherwise(failure -> failure));
  }

  private static List<RegistrationInfo> registrations() {
    Promise<List<RegistrationInfo>> known = Promise.promise();
    cluster.clustered("one").registry().getRegistrations(ADDRESS.name(), known);
    return known.future().result();
  }
}
