package outcry.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.bus.BlockedThreads;
import outcry.gateway.stream.core.StreamLimits;

/** The protocol through real sockets. */
class StreamTest {

  private StreamHouse house;
  private int port;

  @BeforeEach
  void open() throws Exception {
    house = new StreamHouse();
    port = house.open(StreamConfig.DEFAULTS);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void quotesBeginWithASnapshotAndGoOnInSequence() throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'subscribe','id':'1','channel':'quotes','symbol':'BTCUSDT.SIM'}");
    assertEquals("ok", client.answer("1").path("type").asText());

    house.quote(6_000_000);
    var snapshot = client.next("snapshot", "quotes");
    house.quote(6_000_100);
    var update = client.next("update", "quotes");

    assertEquals("60000.00", snapshot.at("/data/bid").asText());
    assertEquals("BTCUSDT.SIM", snapshot.path("symbol").asText());
    assertEquals("60001.00", update.at("/data/bid").asText());
    assertEquals(snapshot.path("seq").asLong(), update.path("prev").asLong());
    assertEquals(snapshot.path("seq").asLong() + 1, update.path("seq").asLong());
  }

  @Test
  void ordersAndFillsAreNumberedByTheJournal() throws Exception {
    house.trade(1, 1);
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'subscribe','id':'1','channel':'orders','account':'paper-0'}");
    client.say("{'op':'subscribe','id':'2','channel':'fills','account':'paper-0'}");
    var orders = client.next("snapshot", "orders");
    var fills = client.next("snapshot", "fills");
    house.trade(2, 2);

    assertEquals(2, orders.path("seq").asLong());
    assertEquals("m-1", orders.at("/data/0/clientOrderId").asText());
    assertEquals("1-1", fills.at("/data/0/executionId").asText());
    var order = client.next("update", "orders");
    assertEquals(5, order.path("seq").asLong());
    assertEquals("m-2", order.at("/data/clientOrderId").asText());
    assertEquals(3, order.at("/data/version").asInt());
    assertEquals("2-1", client.next("update", "fills").at("/data/executionId").asText());
    var last = client.next("update", "fills");
    assertEquals("2-2", last.at("/data/executionId").asText());
    assertEquals("m-2", last.at("/data/clientOrderId").asText());
    assertEquals(5, last.path("seq").asLong());
  }

  @Test
  void aClientGoesOnAtAnotherGatewayWithoutALossAndWithoutADouble() throws Exception {
    int other = house.open(StreamConfig.DEFAULTS);
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'subscribe','id':'1','channel':'fills','account':'paper-0'}");
    client.next("snapshot", "fills");
    house.trade(1, 2);
    client.next("update", "fills");
    long seen = client.next("update", "fills").path("seq").asLong();
    client.leave();
    house.trade(2, 3);

    var again = Listener.known(house.node.vertx(), other);
    again.say(
        "{'op':'subscribe','id':'1','channel':'fills','account':'paper-0','from':" + seen + "}");
    house.trade(3, 1);

    long before = seen;
    for (var execution : new String[] {"2-1", "2-2", "2-3", "3-1"}) {
      var update = again.next("update", "fills");
      assertEquals(execution, update.at("/data/executionId").asText());
      assertTrue(update.path("prev").asLong() <= before);
      before = update.path("seq").asLong();
    }
  }

  @ParameterizedTest(name = "from {0}")
  @CsvSource({"99", "-2"})
  void fromWhereThereIsNothingTheClientMustBeginAnew(long from) throws Exception {
    house.trade(1, 1);
    var client = Listener.known(house.node.vertx(), port);
    client.say(
        "{'op':'subscribe','id':'1','channel':'orders','account':'paper-0','from':" + from + "}");

    assertEquals("SEQ_RANGE", client.answer("1").path("code").asText());
    client.say("{'op':'subscribe','id':'2','channel':'orders','account':'paper-0'}");
    assertEquals(2, client.next("snapshot", "orders").path("seq").asLong());
  }

  @Test
  void aStateOfAnotherGatewayIsNotGoneOnWith() throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    client.say(
        "{'op':'subscribe','id':'1','channel':'quotes','symbol':'BTCUSDT.SIM',"
            + "'from':1,'epoch':'other'}");

    assertEquals("SEQ_RANGE", client.answer("1").path("code").asText());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'channel':'orders','account':'bob'|FORBIDDEN",
        "'channel':'orders','account':'nobody'|FORBIDDEN",
        "'channel':'strategies'|FORBIDDEN",
        "'channel':'quotes','symbol':'*'|FORBIDDEN",
        "'channel':'order.commands.0'|FORBIDDEN",
        "'channel':'quotes','symbol':'NONE'|UNKNOWN_SYMBOL",
        "'channel':'bars','symbol':'BTCUSDT.SIM','spec':'1 fortnight'|RANGE",
        "'channel':'cluster'|NOT_CLUSTERED",
        "'channel':'orders'|MISSING_FIELD",
        "'channel':'orders','account':'paper-0','more':1|UNKNOWN_FIELD"
      })
  void whatIsNotHisIsRefused(String fields, String code) throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'subscribe','id':'1'," + fields + "}");

    assertEquals(code, client.answer("1").path("code").asText());
  }

  @Test
  void tooManySubscriptionsAreRefusedAndTheOthersStay() throws Exception {
    var limits = limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1);
    var client = Listener.known(house.node.vertx(), house.open(new StreamConfig(10, 10, limits)));
    client.say("{'op':'subscribe','id':'1','channel':'tasks'}");
    client.say("{'op':'subscribe','id':'2','channel':'alerts'}");

    assertEquals("LIMIT", client.answer("2").path("code").asText());
    client.next("snapshot", "tasks");
  }

  @Test
  void anEventLoopThatWasBlockedIsAnAlert() throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'subscribe','id':'1','channel':'alerts'}");
    client.next("snapshot", "alerts");
    var seen = new CompletableFuture<BlockedThreads.Blocked>();
    house.node.blocked().onBlocked(seen::complete);
    house.node.vertx().runOnContext(_ -> seen.orTimeout(10, TimeUnit.SECONDS).join());

    var blocked = seen.get(10, TimeUnit.SECONDS);
    var detail = "%s is blocked for %d ms".formatted(blocked.thread(), blocked.millis());
    var alert = client.next("update", "alerts").path("data");
    while (!alert.path("detail").asText().equals(detail)) { // a busy machine has others too
      alert = client.next("update", "alerts").path("data");
    }
    assertEquals("BLOCKED_THREAD", alert.path("code").asText());
    assertEquals("WARN", alert.path("severity").asText());
  }

  @Test
  void whoDoesNotSayWhoItIsMustGo() throws Exception {
    var limits = limits(Duration.ofSeconds(1), Duration.ofSeconds(20), 10);
    var client = new Listener(house.node.vertx(), house.open(new StreamConfig(10, 10, limits)));
    client.say("{'op':'subscribe','id':'1','channel':'tasks'}");

    assertEquals("UNAUTHENTICATED", client.answer("1").path("code").asText());
    assertEquals((short) 4401, client.closed.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aRevokedKeyLosesItsSocketsWithinFiveSeconds() throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    house.revoked.add("alice");

    assertEquals((short) 4401, client.closed.get(5, TimeUnit.SECONDS));
  }

  @Test
  void theSocketsOfAKeyAreCounted() throws Exception {
    int two = house.open(new StreamConfig(10, 2, StreamLimits.DEFAULTS));
    var first = Listener.known(house.node.vertx(), two);
    Listener.known(house.node.vertx(), two);
    var third = new Listener(house.node.vertx(), two);
    third.say("{'op':'auth','id':'1','token':'alice'}");
    assertEquals((short) 4429, third.closed.get(10, TimeUnit.SECONDS));

    first.leave();
    Listener.known(house.node.vertx(), two);
  }

  @Test
  void theThirdMistakeWithinTenSecondsEndsIt() throws Exception {
    var client = Listener.known(house.node.vertx(), port);
    client.say("{'op':'dance','id':'1'}");
    assertEquals("UNKNOWN_OP", client.answer("1").path("code").asText());
    client.say("{'op':'ping','id':'auth'}");
    assertEquals("DUPLICATE_ID", client.answer("auth").path("code").asText());
    client.say("{'op':'ping','id':'2'");
    assertEquals((short) 1008, client.closed.get(10, TimeUnit.SECONDS));
  }

  private static StreamLimits limits(Duration auth, Duration silence, int subscriptions) {
    var usual = StreamLimits.DEFAULTS;
    return new StreamLimits(
        auth,
        silence,
        usual.messagesPerSecond(),
        usual.errorsMax(),
        usual.errorsWithin(),
        subscriptions,
        usual.behindBytes(),
        usual.behind(),
        usual.inSocketMax(),
        usual.aheadBytes());
  }
}
