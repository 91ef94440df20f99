package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that may not be, and the same one twice, said to a real process (B50 to B66, B70). */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderRulesTest {

  private static final String ORDERS = "/api/v1/orders";
  private static final String GOOD =
      """
      {"account":"paper-manual","clientOrderId":"ID","symbol":"AAPL.SIM","side":"BUY",\
      "quantity":"1","price":"225.00"}\
      """;

  @TempDir static Path folder;
  private static RunningOutcry outcry;
  private static Rest rest;

  @BeforeAll
  static void start() throws Exception {
    outcry = RunningOutcry.start(folder.resolve("data"), "--strategy", "none");
    rest = outcry.rest();
    rest.awaitReady();
  }

  @AfterAll
  static void stop() {
    rest.close();
    outcry.close();
  }

  private static Rest.Answer submit(String id, String good, String bad) throws Exception {
    assertTrue(GOOD.contains(good), good);
    return rest.send("POST", ORDERS, GOOD.replace("ID", id).replace(good, bad));
  }

  private static String said(Rest.Answer answer) {
    return answer.status() + " " + answer.code();
  }

  private static String order(String id) {
    return ORDERS + "/paper-manual/" + id;
  }

  private static int working() throws Exception {
    return rest.get(ORDERS + "?phase=OPEN&limit=1000").size();
  }

  @ParameterizedTest(name = "{2}: {0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"quantity\":\"1\"|\"quantity\":\"0\"|422 QTY_NOT_POSITIVE",
        "\"quantity\":\"1\"|\"quantity\":\"-1\"|422 QTY_NOT_POSITIVE",
        "\"quantity\":\"1\"|\"quantity\":\"1000000\"|422 MAX_QTY",
        "\"225.00\"|\"-1\"|422 PRICE_NOT_POSITIVE",
        "\"225.00\"|\"900\"|422 PRICE_COLLAR",
        "\"AAPL.SIM\"|\"MNQZ6.SIM\"|422 TICK_SIZE",
        ",\"price\":\"225.00\"||422 PRICE_NOT_POSITIVE",
        "\"side\"|\"type\":\"MARKET\",\"side\"|422 FIELD_COMBINATION",
        "\"side\"|\"type\":\"STOP\",\"side\"|422 TRIGGER_PRICE",
        "\"side\"|\"timeInForce\":\"GTD\",\"side\"|422 EXPIRE_TIME",
        "\"side\"|\"timeInForce\":\"GTD\",\"expireTime\":\"1969-01-01T00:00:00Z\",\"side\"|422"
            + " EXPIRE_TIME",
        "\"side\"|\"timeInForce\":\"IOC\",\"postOnly\":true,\"side\"|422 FIELD_COMBINATION",
        "\"side\"|\"displayQuantity\":\"5\",\"side\"|422 FIELD_COMBINATION",
        "\"side\"|\"reduceOnly\":true,\"side\"|422 REDUCE_ONLY",
      })
  void whatTheRulesForbidIsRefusedAndNothingWorks(String good, String bad, String expected)
      throws Exception {
    int before = working();
    var id = "r-" + Integer.toUnsignedString((good + bad).hashCode(), 36);
    // MNQ has ticks of a quarter
    var told = bad == null ? "" : bad;
    var answer =
        told.contains("MNQ")
            ? rest.send(
                "POST",
                ORDERS,
                GOOD.replace("ID", id).replace(good, told).replace("225.00", "20000.10"))
            : submit(id, good, told);

    assertEquals(expected, said(answer), answer::toString);
    assertEquals(before, working());
  }

  @Test
  void theSameOrderAHundredTimesAtOnceIsOneOrder() throws Exception {
    var submit =
        (Callable<Rest.Answer>) () -> rest.send("POST", ORDERS, GOOD.replace("ID", "same"));
    var tries = new ArrayList<Callable<Rest.Answer>>();
    for (int i = 0; i < 100; i++) {
      tries.add(submit);
    }
    var numbers = new HashSet<Long>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var one : threads.invokeAll(tries)) {
        var answer = one.get();
        assertTrue(answer.status() == 200 || answer.status() == 201, answer::toString);
        numbers.add(answer.body().path("orderId").asLong());
      }
    }

    assertEquals(1, numbers.size(), numbers::toString);
    assertEquals(1, rest.get(ORDERS + "?account=paper-manual&clientOrderId=same").size());
    assertEquals("422 CLIENT_ID_REUSED", said(submit("same", "225.00", "224.00")));
  }

  @Test
  void changesOfWhatIsNotThereOrIsOverAreRefused() throws Exception {
    assertEquals(201, submit("life", "225.00", "221.00").status());
    var amend = "{\"price\":\"220.00\"}";

    assertEquals("404 UNKNOWN_ORDER", said(rest.send("DELETE", order("none"), "")));
    assertEquals("404 UNKNOWN_ORDER", said(rest.send("PATCH", order("none"), amend)));
    assertEquals("404 UNKNOWN_ACCOUNT", said(rest.send("DELETE", ORDERS + "/nobody/life", "")));
    assertEquals(200, rest.send("DELETE", order("life"), "").status());
    rest.await(order("life"), order -> order.path("status").asText().equals("CANCELED"));
    assertEquals("409 TERMINAL", said(rest.send("PATCH", order("life"), amend)));
    var again = submit("life", "225.00", "221.00");
    assertEquals(
        rest.get(order("life")).path("orderId").asLong(),
        again.body().path("orderId").asLong(),
        "for ever the same order");
    assertEquals("422 CLIENT_ID_REUSED", said(submit("life", "225.00", "222.00")));
  }

  @Test
  void aListOfNoneAndOneOfTooManyAreRefusedWhole() throws Exception {
    int before = working();
    var member =
        "{\"clientOrderId\":\"l-%d\",\"symbol\":\"AAPL.SIM\",\"side\":\"BUY\",\"quantity\":\"1\","
            + "\"price\":\"225.00\"}";
    var many = new ArrayList<String>();
    for (int i = 0; i < 51; i++) {
      many.add(member.formatted(i));
    }
    var list = "{\"account\":\"paper-manual\",\"listId\":\"l\",\"orders\":[%s]}";
    var none = rest.send("POST", "/api/v1/order-lists", list.formatted(""));
    var tooMany = rest.send("POST", "/api/v1/order-lists", list.formatted(String.join(",", many)));

    assertEquals("422 LIST_SHAPE", said(none), none::toString);
    assertEquals("400 TYPE", said(tooMany), tooMany::toString);
    assertEquals(before, working());
  }

  @Test
  void whileHaltedOrdersAreRefusedAndCancelsPass() throws Exception {
    assertEquals(201, submit("before", "225.00", "219.00").status());
    var state = "/api/v1/trading-state";
    assertEquals(200, rest.send("POST", state, "{\"state\":\"HALTED\"}").status());
    try {
      assertEquals("503 HALTED", said(submit("halted", "225.00", "219.50")));
      assertEquals(200, rest.send("DELETE", order("before"), "").status());
    } finally {
      assertEquals(200, rest.send("POST", state, "{\"state\":\"ACTIVE\"}").status());
    }
    rest.await(order("before"), order -> order.path("status").asText().equals("CANCELED"));
  }
}
