package outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.gateway.security.TestAccess;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.Instruments;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.access.Credential;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.StrategyAction;

class GatewayVerticleTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER =
      """
      {"account":"paper-0","clientOrderId":"m-1","symbol":"BTCUSDT.SIM","side":"BUY",\
      "quantity":"0.5","price":"61685.99"}\
      """;

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private static final Credential KEY = TestAccess.operator();

  private final Rooms rooms = new Rooms(node);
  private GatewayVerticle gateway;
  private WebClient client;

  @BeforeEach
  void open() throws Exception {
    var config =
        new GatewayConfig(
            "127.0.0.1",
            0,
            Rooms.PARTITIONS,
            List.of("paper-0", "paper-1", "bob"),
            new Instruments(List.of(Rooms.BTC)));
    gateway =
        new GatewayVerticle(
            node,
            config,
            TestAccess.journal(),
            TestAccess.access(1),
            Optional.empty(),
            Optional.empty());
    await(node.vertx().deployVerticle(rooms));
    await(node.vertx().deployVerticle(gateway));
    client = WebClient.create(node.vertx());
  }

  @AfterEach
  void close() throws Exception {
    await(node.close());
  }

  @Test
  void flatteningReducesCancelsAndClosesInThisOrder() throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/flatten", "{\"account\":\"paper-0\"}");

    assertEquals(200, answer.statusCode());
    assertEquals("INTENT", read(answer.bodyAsString()).at("/0/orders/0/status").textValue());
    var state = (SetTradingState) rooms.commands.get(0);
    var all = (CancelAll) rooms.commands.get(1);
    var close = (SubmitOrder) rooms.commands.get(2);
    assertEquals(TradingState.REDUCING, state.state());
    assertEquals("paper-0", state.key());
    assertEquals("paper-0", all.account());
    assertEquals(Side.SELL, close.side());
    assertEquals(50_000, close.quantity());
    assertEquals(OrderType.MARKET, close.type());
    assertTrue(close.reduceOnly());
    assertEquals(3, rooms.commands.size());
  }

  @Test
  void theDocumentForPeopleNamesEveryOperation() throws Exception {
    var page = send(HttpMethod.GET, "/api/v1/docs", "").bodyAsString();
    var document = read(send(HttpMethod.GET, "/api/v1/openapi.json", "").bodyAsString());

    for (var id : document.findValuesAsText("operationId")) {
      assertTrue(page.contains("<section id=" + id + ">"), id);
    }
  }

  @Test
  void whatNobodyAnswersForIsAPartOfTheStatus() throws Exception {
    var before = read(send(HttpMethod.GET, "/api/v1/status", "").bodyAsString());
    await(node.vertx().undeploy(rooms.deploymentID()));
    var answer = send(HttpMethod.GET, "/api/v1/status", "");

    assertEquals(read("{}"), before.path("unanswered"));
    assertEquals(200, answer.statusCode());
    var after = read(answer.bodyAsString());
    assertEquals(
        read("{\"orders\":\"NO_OWNER\",\"reconciled\":\"NO_OWNER\"}"), after.path("unanswered"));
    assertEquals(read("{}"), after.path("ordersByState"));
  }

  @Test
  void headroomIsWhatIsLeftOfEachLimit() throws Exception {
    var risk = read(send(HttpMethod.GET, "/api/v1/risk/headroom?account=bob", "").bodyAsString());

    assertEquals(
        read(
            """
            [{"account":"bob","limitsVersion":3,"pack":"","breached":"","limits":[
              {"limit":"openOrdersMax","key":"","unit":"COUNT","max":"10","used":"4","left":"6"},
              {"limit":"positionMax","key":"BTCUSDT.SIM","unit":"QUANTITY","max":"1.00000",
               "used":"1.20000","left":"0.00000"}]}]
            """),
        risk);
  }

  @Test
  void aBookHasAsManyLevelsAsAskedFor() throws Exception {
    var book = send(HttpMethod.GET, "/api/v1/books/BTCUSDT.SIM?levels=1", "");

    assertEquals(
        read(
            """
            {"symbol":"BTCUSDT.SIM","sequence":9,"time":"1970-01-01T00:00:01Z",
             "bids":[["61685.00","1.00000"]],"asks":[]}
            """),
        read(book.bodyAsString()));
  }

  @Test
  void barsComeOldestFirstAndTheNextPageIsOlder() throws Exception {
    var last = send(HttpMethod.GET, "/api/v1/bars/BTCUSDT.SIM?limit=2", "");
    var link = last.getHeader("Link");
    var before = send(HttpMethod.GET, link.substring(1, link.indexOf('>')), "");

    assertEquals(
        List.of("1970-01-01T00:02:00Z", "1970-01-01T00:03:00Z"),
        read(last.bodyAsString()).findValuesAsText("time"));
    assertEquals(
        List.of("1970-01-01T00:01:00Z"), read(before.bodyAsString()).findValuesAsText("time"));
    assertEquals(null, before.getHeader("Link"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/orders?limit=1&limit=2, 400, DUPLICATE_PARAM, limit",
    "GET, /api/v1/orders?limt=1, 400, UNKNOWN_PARAM, limt",
    "GET, /api/v1/orders?limit=1e9, 400, RANGE, limit",
    "GET, /api/v1/orders?limit=-1, 400, RANGE, limit",
    "GET, /api/v1/bars/BTCUSDT.SIM?from=yesterday, 400, RANGE, from",
    "GET, /api/v1/bars/BTCUSDT.SIM?spec=7m, 422, ENUM, spec",
    "GET, /api/v1/books/NOBODY.SIM, 404, UNKNOWN_SYMBOL, symbol",
    "GET, /api/v1/accounts/bob/statement, 400, MISSING_PARAM, from",
    "DELETE, /api/v1/orders/bob/%2e%2e%2fadmin, 400, PATH, ",
    "PUT, /api/v1/orders, 405, METHOD, ",
    "GET, /api/v1/backtests, 404, NO_BACKTESTS, ",
  })
  void whatTheDocumentDoesNotHaveIsRefused(
      String method, String uri, int status, String code, String field) throws Exception {
    var answer = send(HttpMethod.valueOf(method), uri, "");
    var problem = read(answer.bodyAsString());

    assertEquals(status, answer.statusCode());
    assertEquals(code, problem.path("code").textValue());
    assertEquals(field, problem.path("field").textValue());
    assertEquals(answer.getHeader("Outcry-Request-Id"), problem.path("requestId").textValue());
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    var page = send(HttpMethod.GET, "/", "");

    assertEquals(200, page.statusCode());
    assertTrue(page.bodyAsString().contains("<title>Outcry</title>"));
    assertTrue(page.getHeader("Content-Security-Policy").startsWith("default-src 'none'"));
    assertEquals("nosniff", page.getHeader("X-Content-Type-Options"));
  }

  @Test
  void accountsOfAPartitionThatDoesNotAnswerHaveTheirOwnError() throws Exception {
    await(rooms.positionRooms.get(Addresses.partitionOf("paper-1", Rooms.PARTITIONS)).unregister());

    var accounts =
        read(
            send(HttpMethod.GET, "/api/v1/positions?account=paper-1&account=bob", "")
                .bodyAsString());
    assertEquals("paper-1", accounts.at("/0/account").textValue());
    assertEquals("NO_OWNER", accounts.at("/0/error/code").textValue());
    assertEquals("bob", accounts.at("/1/account").textValue());
    assertTrue(accounts.at("/1/error").isMissingNode());
  }

  @Test
  void aReconciliationGoesToTheOwnerOfTheAccount() throws Exception {
    var body =
        """
        {"account": "paper-0", "mode": "DRY_RUN",
         "policies": [{"kind": "UNKNOWN_ORDER", "action": "CANCEL"}],
         "answers": [{"finding": "POSITION_DIFFERS:BTCUSDT.SIM", "action": "ADOPT"}]}
        """;
    var answer = send(HttpMethod.POST, "/api/v1/reconcile", body);

    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    assertEquals(
        List.of(
            new ReconcileRequest(
                "paper-0",
                ReconcileRequest.Mode.DRY_RUN,
                List.of(new ReconcileRequest.Rule(FindingKind.UNKNOWN_ORDER, FindingAction.CANCEL)),
                List.of(
                    new ReconcileRequest.Answer(
                        "POSITION_DIFFERS:BTCUSDT.SIM", FindingAction.ADOPT)))),
        rooms.reconciliations);
    var finding = read(answer.bodyAsString()).at("/0/findings/0");
    assertEquals("0.50000", finding.path("ours").asText());
    assertEquals("ASK", finding.path("action").asText());
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"mode\":\"MAYBE\"}|422 ENUM",
        "{\"account\":\"nobody\"}|404 UNKNOWN_ACCOUNT",
        "{\"dryRun\":true}|400 UNKNOWN_FIELD",
        "{\"answers\":[{\"finding\":\"A:b\",\"action\":\"ADOPT\"}]}|400 MISSING_FIELD",
        "{\"policies\":[{\"kind\":\"X\",\"action\":\"ADOPT\"}]}|422 ENUM",
        "{\"policies\":{}}|400 TYPE",
      })
  void badReconciliationsAreRefusedWithAStableCode(String body, String expected) throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/reconcile", body);

    assertEquals(
        expected,
        answer.statusCode() + " " + read(answer.bodyAsString()).path("code").asText(),
        answer::bodyAsString);
    assertEquals(List.of(), rooms.reconciliations);
  }

  @Test
  void anOrderGoesToItsOwnerAsWritten() throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/orders", ORDER);

    assertEquals(201, answer.statusCode());
    assertEquals(42, read(answer.bodyAsString()).at("/orderId").intValue());
    var sent = (SubmitOrder) rooms.commands.getFirst();
    assertEquals(
        new SubmitOrder(
            "paper-0",
            "m-1",
            "manual",
            "BTCUSDT.SIM",
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            50_000,
            6_168_599,
            false,
            false,
            "manual",
            sent.atNanos()),
        sent);
  }

  @ParameterizedTest(name = "{2}: {0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"0.5\"|0.5|400 TYPE",
        "\"0.5\"|\"NaN\"|400 DECIMAL_SYNTAX",
        "\"0.5\"|\"1e400\"|400 DECIMAL_SYNTAX",
        "\"0.5\"|\"+1\"|400 DECIMAL_SYNTAX",
        "\"0.5\"|\"0.000001\"|422 PRECISION",
        "\"0.5\"|\"99999999999999999\"|422 OVERFLOW",
        "\"0.5\"|\"2000\"|422 LIMIT_ORDER_QTY",
        "\"0.5\"|null|400 MISSING_FIELD",
        "\"quantity\"|\"qty\"|400 UNKNOWN_FIELD",
        "\"side\":\"BUY\"|\"side\":\"buy\"|422 ENUM",
        "BTCUSDT.SIM|btcusdt.sim|422 UNKNOWN_SYMBOL",
        "paper-0|nobody|404 UNKNOWN_ACCOUNT",
        "{|[|400 JSON_SYNTAX",
        "}|} {}|400 JSON_SYNTAX",
        "\"side\":\"BUY\"|\"side\":\"BUY\",\"side\":\"SELL\"|400 JSON_SYNTAX",
        "\"side\":\"BUY\"|\"side\":\"BUY\",\"status\":\"FILLED\"|400 UNKNOWN_FIELD",
        "\"side\":\"BUY\"|\"side\":\"BUY\",\"postOnly\":\"yes\"|400 TYPE",
      })
  void badOrdersAreRefusedWithAStableCode(String good, String bad, String expected)
      throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/orders", ORDER.replace(good, bad));

    assertEquals(
        expected,
        answer.statusCode() + " " + read(answer.bodyAsString()).path("code").asText(),
        answer::bodyAsString);
    assertTrue(rooms.commands.size() <= (expected.endsWith("LIMIT_ORDER_QTY") ? 1 : 0));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"''", "null", "[]", "1"},
      nullValues = {})
  void aBodyThatIsNoObjectIsRefused(String body) throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/orders", body);

    assertEquals(400, answer.statusCode());
    assertEquals("JSON_SHAPE", read(answer.bodyAsString()).path("code").asText());
  }

  @Test
  void anAmendKeepsWhatItDoesNotName() throws Exception {
    var answer =
        send(HttpMethod.PATCH, "/api/v1/orders/paper-0/id-0", "{\"triggerPrice\":\"61000\"}");

    assertEquals(200, answer.statusCode());
    var sent = (AmendOrder) rooms.commands.getFirst();
    assertEquals(
        new AmendOrder("paper-0", "id-0", 100_000, 6_168_500, 6_100_000, "manual", sent.atNanos()),
        sent);
  }

  @Test
  void algorithmsAreStartedListedAndCanceled() throws Exception {
    var start =
        """
        {"account":"paper-0","algorithmId":"w","symbol":"BTCUSDT.SIM","side":"SELL",
         "algorithm":"POV","basisPoints":500,"quantity":"0.4",
         "startTime":"2026-07-01T00:00:00Z","endTime":"2026-07-01T01:00:00Z"}
        """;

    assertEquals(201, send(HttpMethod.POST, "/api/v1/algorithms", start).statusCode());
    assertEquals(200, send(HttpMethod.DELETE, "/api/v1/algorithms/paper-0/w", "").statusCode());
    assertEquals(
        List.of("StartAlgorithm", "CancelAlgorithm"),
        rooms.commands.stream().map(command -> command.getClass().getSimpleName()).toList());
    var list = read(send(HttpMethod.GET, "/api/v1/algorithms", "").bodyAsString());
    assertEquals("TWAP", list.at("/0/algorithm").textValue());
    assertEquals("1.00000", list.at("/0/filled").textValue());
  }

  @Test
  void aRefusedCancelKeepsItsCode() throws Exception {
    var answer = send(HttpMethod.DELETE, "/api/v1/orders/paper-0/none", "");

    assertEquals(404, answer.statusCode());
    assertEquals("UNKNOWN_ORDER", read(answer.bodyAsString()).path("code").asText());
  }

  @Test
  void theKillSwitchReachesEveryPartition() throws Exception {
    var answer =
        send(
            HttpMethod.POST,
            "/api/v1/trading-state",
            "{\"state\":\"HALTED\",\"reason\":\"drill\"}");

    assertEquals(200, answer.statusCode());
    var sent = rooms.commands.stream().map(SetTradingState.class::cast).toList();
    assertEquals(Rooms.PARTITIONS, sent.size());
    assertEquals(
        new SetTradingState(
            sent.getFirst().account(),
            TradingScope.GLOBAL,
            "",
            TradingState.HALTED,
            "drill",
            "manual",
            sent.getFirst().atNanos()),
        sent.getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\nb", "\\u0000", "\\ud800", "a\\u202eb", "a\\u200bb", "\\u2028", "\\ue000"})
  void aReasonThatHidesSomethingIsRefused(String reason) throws Exception {
    for (var path : List.of("/api/v1/trading-state", "/api/v1/flatten")) {
      var state = path.endsWith("state") ? "\"state\":\"HALTED\"," : "";
      var answer = send(HttpMethod.POST, path, "{" + state + "\"reason\":\"" + reason + "\"}");

      assertEquals(400, answer.statusCode(), answer::bodyAsString);
      assertEquals("TYPE", read(answer.bodyAsString()).path("code").asText());
    }
    assertTrue(rooms.commands.isEmpty());
  }

  @Test
  void anAccountIsHaltedWhereItIsOwned() throws Exception {
    var halt = "{\"scope\":\"ACCOUNT\",\"key\":\"paper-1\",\"state\":\"HALTED\"}";

    assertEquals(200, send(HttpMethod.POST, "/api/v1/trading-state", halt).statusCode());
    assertEquals(
        List.of("paper-1"), rooms.commands.stream().map(command -> command.account()).toList());
    assertEquals(
        404,
        send(HttpMethod.POST, "/api/v1/trading-state", halt.replace("paper-1", "nobody"))
            .statusCode());
  }

  @ParameterizedTest
  @CsvSource({"INSTRUMENT,BTCUSDT,UNKNOWN_SYMBOL", "STRATEGY,nobody,ENUM"})
  void aMisspeltKeyDoesNotLookLikeAHalt(String scope, String key, String code) throws Exception {
    var halt = "{\"scope\":\"%s\",\"key\":\"%s\",\"state\":\"HALTED\"}".formatted(scope, key);
    var answer = send(HttpMethod.POST, "/api/v1/trading-state", halt);

    assertEquals(422, answer.statusCode());
    assertEquals(code, read(answer.bodyAsString()).path("code").asText());
    assertTrue(rooms.commands.isEmpty());
  }

  @Test
  void aStrategyIsPausedByName() throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/strategies/sma/pause", "");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of(new StrategyAction("sma", StrategyAction.Kind.PAUSE)), rooms.actions);
  }

  @Test
  void aListIsAnsweredOrderByOrder() throws Exception {
    var answer =
        send(
            HttpMethod.POST,
            "/api/v1/order-lists",
            """
            {"account":"paper-0","listId":"l-1","orders":[
             {"clientOrderId":"a","symbol":"BTCUSDT.SIM","side":"BUY","quantity":"0.5","price":"61000"},
             {"clientOrderId":"b","symbol":"BTCUSDT.SIM","side":"BUY","quantity":"2","price":"61000"}]}
            """);

    assertEquals(201, answer.statusCode());
    assertEquals(
        "{\"listId\":\"l-1\",\"orders\":["
            + "{\"clientOrderId\":\"a\",\"orderId\":42,\"status\":\"INTENT\"},"
            + "{\"code\":\"LIMIT_ORDER_QTY\",\"detail\":\"too large\"}]}",
        answer.bodyAsString());
  }

  @Test
  void ordersAreMergedOverPartitionsMostRecentFirst() throws Exception {
    var orders = read(send(HttpMethod.GET, "/api/v1/orders?limit=2", "").bodyAsString());

    assertEquals(
        List.of("id-1", "id-0"), orders.findValuesAsText("clientOrderId"), orders::toPrettyString);
  }

  @ParameterizedTest
  @CsvSource({
    "clientOrderId=x",
    "limit=0",
    "limit=-1",
    "limit=1e9",
    "limit=abc",
    "limit=10001",
    "colour=red"
  })
  void badParametersAreRefused(String query) throws Exception {
    assertEquals(400, send(HttpMethod.GET, "/api/v1/orders?" + query, "").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "Host,evil.example",
    "Origin,https://evil.example",
    "Origin,http://127.0.0.1:1",
    "Origin,null"
  })
  void foreignPagesAreNotServed(String header, String value) throws Exception {
    var answer =
        await(
            client
                .post(gateway.port(), "127.0.0.1", "/api/v1/orders")
                .putHeader(header, value)
                .sendBuffer(Buffer.buffer(ORDER)));

    assertEquals(403, answer.statusCode());
    assertTrue(rooms.commands.isEmpty());
  }

  @Test
  void aLargeBodyIsRefused() throws Exception {
    var answer = send(HttpMethod.POST, "/api/v1/orders", " ".repeat(70_000) + ORDER);

    assertEquals(413, answer.statusCode());
    assertTrue(rooms.commands.isEmpty());
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    assertEquals(404, send(HttpMethod.GET, "/api/v1/nothing", "").statusCode());
    assertEquals(404, send(HttpMethod.GET, "/../pom.xml", "").statusCode());
  }

  @Test
  void readinessFollowsTheParts() throws Exception {
    node.health().part("journal", () -> Health.Status.down("disk full"));
    assertEquals(503, send(HttpMethod.GET, "/health/ready", "").statusCode());

    node.health().part("journal", () -> Health.Status.UP);
    assertEquals(200, send(HttpMethod.GET, "/health/ready", "").statusCode());
    assertEquals(200, send(HttpMethod.GET, "/health/live", "").statusCode());
  }

  @Test
  void metricsAreServed() throws Exception {
    var body = send(HttpMethod.GET, "/metrics", "").bodyAsString();

    assertTrue(body.contains("in_flight{kind=\"REQUEST\"}"), body);
    assertTrue(body.contains("eventbus_published_total"), body);
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path, String body) throws Exception {
    var request = client.request(method, gateway.port(), "127.0.0.1", path);
    if (!body.isEmpty()) {
      request.putHeader("Content-Type", "application/json");
    }
    var content = Buffer.buffer(body);
    return await(
        TestAccess.sign(request, method.name(), path, content.getBytes(), KEY).sendBuffer(content));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
