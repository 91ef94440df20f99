package outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.gateway.security.TestAccess;
import outcry.journal.AuditNote;
import outcry.journal.Journal;
import outcry.model.Instructions;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.access.Credential;

/** What is looked up in a real journal, through a real socket. */
class RecordCallsTest {

  private static final Credential KEY = TestAccess.operator();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = 86_400_000_000_000L;

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Journal journal = TestJournal.open();
  private GatewayVerticle gateway;
  private WebClient client;

  @BeforeEach
  void open() throws Exception {
    var config =
        new GatewayConfig(
            "127.0.0.1",
            0,
            Rooms.PARTITIONS,
            List.of("paper-0", "paper-1"),
            new Instruments(List.of(Rooms.BTC)));
    gateway =
        new GatewayVerticle(
            node, config, journal, TestAccess.access(1), Optional.empty(), Optional.empty());
    node.vertx().deployVerticle(new Rooms(node)).await(10, TimeUnit.SECONDS);
    node.vertx().deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    client = WebClient.create(node.vertx());
    var ownership = get(journal.claim(0, "test", 1));
    var events = new ArrayList<OrderEvent>();
    events.add(new OrderIntended("paper-0", 7, 1, order(), 9 * DAY, 1, DAY));
    for (int i = 1; i <= 3; i++) {
      events.add(
          new OrderFilled(
              "paper-0",
              7,
              i + 1,
              Rooms.BTC.symbol(),
              Side.BUY,
              "manual",
              "x-" + i,
              100_000,
              6_000_000 + i,
              0,
              1_000,
              "USDT",
              Liquidity.TAKER,
              DAY,
              DAY + i));
    }
    get(journal.append(ownership, events));
  }

  private static SubmitOrder order() {
    return new SubmitOrder(
        "paper-0",
        "m-1",
        "manual",
        Rooms.BTC.symbol(),
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        300_000,
        7_000_000,
        false,
        false,
        Instructions.NONE,
        "manual",
        DAY);
  }

  @AfterEach
  void close() throws Exception {
    node.close().await(10, TimeUnit.SECONDS);
    journal.close();
  }

  @Test
  void fillsComeNewestFirstPageByPage() throws Exception {
    var first = send("/api/v1/fills?account=paper-0&limit=2");
    var link = first.getHeader("Link");
    var second = send(link.substring(1, link.indexOf('>')));

    assertEquals(List.of("x-3", "x-2"), texts(first, "executionId"));
    assertEquals(List.of("x-1"), texts(second, "executionId"));
    assertEquals(null, second.getHeader("Link"));
    assertEquals(
        JSON.readTree(
            """
            {"account":"paper-0","clientOrderId":"m-1","orderId":7,"strategy":"manual",
             "symbol":"BTCUSDT.SIM","side":"BUY","quantity":"1.00000","price":"60000.01",
             "fee":"0.00001000","feeCurrency":"USDT","time":"1970-01-02T00:00:00.000000001Z",
             "executionId":"x-1","liquidity":"TAKER"}
            """),
        json(second).get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "AAAA, 400, RANGE",
    "bGV0LW1lLWluLXBsZWFzZS1ub3c, 400, RANGE",
  })
  void aCursorThatNobodyGaveIsRefused(String cursor, int status, String code) throws Exception {
    var answer = send("/api/v1/fills?cursor=" + cursor);

    assertEquals(status, answer.statusCode());
    assertEquals(code, json(answer).path("code").textValue());
    assertEquals("cursor", json(answer).path("field").textValue());
  }

  @Test
  void aStatementSumsWhatWasTraded() throws Exception {
    var statement =
        json(
            send(
                "/api/v1/accounts/paper-0/statement"
                    + "?from=1970-01-02T00:00:00Z&to=1970-01-03T00:00:00Z"));

    assertEquals(
        JSON.readTree(
            """
            [{"symbol":"BTCUSDT.SIM","fills":3,"bought":"3.00000","boughtFor":"180000.06000000",
              "sold":"0.00000","soldFor":"0.00000000","currency":"USDT"}]
            """),
        statement.path("traded"));
    assertEquals("0.00003000", statement.at("/fees/0/fees").textValue());
    assertEquals("0.50000", statement.at("/holds/positions/0/quantity").textValue());
    assertEquals(true, statement.path("complete").booleanValue());
  }

  @Test
  void aStatementOfMoreThanAMonthIsRefused() throws Exception {
    var answer =
        send(
            "/api/v1/accounts/paper-0/statement"
                + "?from=1970-01-02T00:00:00Z&to=1970-03-03T00:00:00Z");

    assertEquals(400, answer.statusCode());
    assertEquals("RANGE", json(answer).path("code").textValue());
  }

  @Test
  void theAuditComesNewestFirstPageByPage() throws Exception {
    for (int i = 1; i <= 3; i++) {
      get(journal.note(new AuditNote(i, AuditNote.Kind.REFUSAL, "paper-0", "manual", "no " + i)));
    }
    var first = send("/api/v1/audit?kind=REFUSAL&limit=2");
    var link = first.getHeader("Link");

    assertEquals(List.of("no 3", "no 2"), texts(first, "detail"));
    assertEquals(List.of("no 1"), texts(send(link.substring(1, link.indexOf('>'))), "detail"));
  }

  private HttpResponse<Buffer> send(String uri) throws Exception {
    return client
        .get(gateway.port(), "127.0.0.1", uri)
        .putHeader("Authorization", "Bearer " + KEY.text())
        .send()
        .await(10, TimeUnit.SECONDS);
  }

  private static List<String> texts(HttpResponse<Buffer> answer, String field) throws Exception {
    return json(answer).findValuesAsText(field);
  }

  private static JsonNode json(HttpResponse<Buffer> answer) throws Exception {
    return JSON.readTree(answer.bodyAsString());
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
