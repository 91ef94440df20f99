package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that are none, said to a real process (B20, B21, B35, B43 to B57, B67 to B70). */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadOrderTest {

  private static final String ORDERS = "/api/v1/orders";
  private static final String GOOD =
      """
      {"account":"paper-manual","clientOrderId":"o-1","symbol":"AAPL.SIM","side":"BUY",\
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

  private static void assertRefused(String expected, byte[] body, String... headers)
      throws Exception {
    var answer = rest.send("POST", ORDERS, body, headers);

    assertEquals(expected, answer.status() + " " + answer.code(), answer::toString);
    assertEquals(0, rest.get(ORDERS).size(), "nothing may be left of it");
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|400 JSON_SHAPE",
        "null|400 JSON_SHAPE",
        "[]|400 JSON_SHAPE",
        "\"x\"|400 JSON_SHAPE",
        "1|400 JSON_SHAPE",
        "{\"account\":|400 JSON_SYNTAX",
        "{\"account\":\"a\",}|400 JSON_SYNTAX",
        "{} {}|400 JSON_SYNTAX",
        "{} // order|400 JSON_SYNTAX",
        "{'account':'a'}|400 JSON_SYNTAX",
        "{\"quantity\":NaN}|400 JSON_SYNTAX",
        "{\"quantity\":\"1\",\"quantity\":\"2\"}|400 JSON_SYNTAX",
        "\uFEFF{}|400 JSON_SYNTAX",
        "`{}\u0000`|400 JSON_SYNTAX",
      })
  void whatIsNoDocumentIsRefused(String body, String expected) throws Exception {
    assertRefused(expected, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNotUtf8OrTooMuchIsRefusedAtOnce() throws Exception {
    var invalid = GOOD.getBytes(StandardCharsets.ISO_8859_1);
    invalid[GOOD.indexOf("o-1")] = (byte) 0xff;
    assertRefused("400 JSON_SYNTAX", invalid);
    assertRefused("400 JSON_SYNTAX", GOOD.getBytes(StandardCharsets.UTF_16BE));
    for (var body :
        new String[] {
          nested(33),
          nested(10_000),
          "{\"account\":\"" + "x".repeat(5_000) + "\"}",
          "{\"quantity\":" + "1".repeat(2_000) + "}",
        }) {
      long start = System.nanoTime();
      assertRefused("400 JSON_SYNTAX", body.getBytes(StandardCharsets.UTF_8));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 2_000, millis + " ms");
    }
  }

  @ParameterizedTest(name = "{2}: {0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"225.00\"|225.00|400 TYPE",
        "\"225.00\"|\"NaN\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"Infinity\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"-Infinity\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1e400\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1e5\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1E999999999\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"0x10\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1_000\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1,5\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\" 1\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"+1\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"01\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"1.\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\".5\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"\u0661\u0662\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"\"|400 DECIMAL_SYNTAX",
        "\"225.00\"|\"225.001\"|422 PRECISION",
        "\"225.00\"|\"92233720368547758.08\"|422 OVERFLOW",
        "\"quantity\":\"1\"|\"quantity\":{}|400 TYPE",
        "\"quantity\":\"1\"|\"quantity\":true|400 TYPE",
        "\"quantity\":\"1\",||400 MISSING_FIELD",
        "\"quantity\":\"1\"|\"quantity\":\"1\",\"filledQuantity\":\"1\"|400 UNKNOWN_FIELD",
        "\"side\"|\"role\":\"admin\",\"side\"|400 UNKNOWN_FIELD",
        "\"side\"|\"status\":\"FILLED\",\"side\"|400 UNKNOWN_FIELD",
        "\"side\"|\"epoch\":1,\"side\"|400 UNKNOWN_FIELD",
        "\"side\"|\"accountId\":\"paper-1\",\"side\"|400 UNKNOWN_FIELD",
        "\"BUY\"|\"BUYSELL\"|422 ENUM",
        "\"BUY\"|\"Buy\"|422 ENUM",
        "AAPL.SIM|aapl.sim|422 UNKNOWN_SYMBOL",
        "AAPL.SIM|\u0410APL.SIM|422 UNKNOWN_SYMBOL",
        "AAPL.SIM|`AAPL.SIM `|422 UNKNOWN_SYMBOL",
        "\"side\"|\"expireTime\":\"2026-07-01T20:00:00\",\"side\"|400 TYPE",
        "\"side\"|\"expireTime\":1782936000,\"side\"|400 TYPE",
        "\"side\"|\"expireTime\":\"9999-01-01T00:00:00Z\",\"side\"|400 TYPE",
        "\"side\"|\"expireTime\":\"+292278994-08-17T07:12:55Z\",\"side\"|400 TYPE",
        "paper-manual|nobody|404 UNKNOWN_ACCOUNT",
      })
  void whatCannotBeReadIsRefusedAndNothingIsKept(String good, String bad, String expected)
      throws Exception {
    assertTrue(GOOD.contains(good), good);
    assertRefused(
        expected, GOOD.replace(good, bad == null ? "" : bad).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``",
        "`a b`",
        "`a\\r\\nSet-Cookie: x`",
        "`../etc`",
        "`'; drop table orders`",
        "`${jndi:ldap://x}`",
        "`%n%s`",
        "`{{7*7}}`",
        "`=cmd()`",
        "`\ud83d\ude00`",
        "`a\u202e`",
        "`a\u200b`",
        "`\\ud800`",
        "`0123456789012345678901234567890123456`",
      })
  void anIdIsOfPlainLettersAndShort(String id) throws Exception {
    assertRefused("400 CLIENT_ID_SYNTAX", GOOD.replace("o-1", id).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headersFromOutsideThatClaimSomethingMeanNothing() throws Exception {
    assertRefused(
        "404 UNKNOWN_ACCOUNT",
        GOOD.replace("paper-manual", "nobody").getBytes(StandardCharsets.UTF_8),
        "X-Forwarded-For",
        "10.0.0.1",
        "X-User-Id",
        "paper-manual",
        "X-HTTP-Method-Override",
        "GET");
  }
}
