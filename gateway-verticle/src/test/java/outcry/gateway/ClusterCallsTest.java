package outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.bus.Health;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.http.TestTls;
import outcry.gateway.security.TestAccess;
import outcry.model.Instruments;
import outcry.model.RefusalCode;
import outcry.model.access.Credential;
import outcry.model.cluster.ClusterView;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.ReaderLag;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

class ClusterCallsTest {

  private static final NodeRow A =
      new NodeRow(
          "a",
          "a-1",
          List.of(
              new RoleCount(Role.ORDER, 2),
              new RoleCount(Role.POSITION, 1),
              new RoleCount(Role.MARKET_DATA, 1),
              new RoleCount(Role.STRATEGY, 1),
              new RoleCount(Role.GATEWAY, 1)),
          "127.0.0.1:5701",
          "b1",
          "c1",
          1_000_000_000L,
          NodeState.ACTIVE,
          "");
  private static final NodeRow B =
      new NodeRow(
          "b",
          "b-7",
          List.of(new RoleCount(Role.ORDER, 1)),
          "127.0.0.1:5702",
          "b2",
          "c1",
          2_000_000_000L,
          NodeState.REFUSED,
          "another build");
  private static final ClusterView VIEW =
      new ClusterView(
          3_000_000_000L,
          List.of(A, B),
          List.of(new RoleCount(Role.ORDER, 3)),
          List.of(
              new ShardLease(Shard.order(0), "a-1/order-1", 4, true),
              new ShardLease(Shard.order(1), "gone/order-0", 2, false)),
          List.of(new ReaderLag("positions", 0, 7, 9), new ReaderLag("positions", 1, 0, 20_000)));

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private static final Credential KEY = TestAccess.operator();

  private final WebClient client = WebClient.create(node.vertx());
  private final List<RoleCount> scaled = new ArrayList<>();
  private int port;

  private final class Desk implements ClusterDesk {
    @Override
    public Future<ClusterView> view() {
      return Future.succeededFuture(VIEW);
    }

    @Override
    public Future<Void> scale(Role role, int instances) {
      if (instances == 13) {
        return Future.failedFuture(
            new RefusedException(RefusalCode.JOURNAL_UNAVAILABLE, "the database is away"));
      }
      scaled.add(new RoleCount(role, instances));
      return Future.succeededFuture();
    }
  }

  private void open(Optional<ClusterDesk> cluster) throws Exception {
    var config = new GatewayConfig("127.0.0.1", 0, 2, List.of("a"), new Instruments(List.of()));
    var gateway =
        new GatewayVerticle(
            node, config, TestAccess.journal(), TestAccess.access(1), cluster, Optional.empty());
    deploy(gateway);
    port = gateway.port();
  }

  private void deploy(Deployable verticle) throws Exception {
    await(node.vertx().deployVerticle(verticle));
  }

  @AfterEach
  void close() throws Exception {
    await(node.close());
  }

  @Test
  void theWholeClusterIsToldWithWhatIsWrongWithIt() throws Exception {
    open(Optional.of(new Desk()));
    node.health().part("members", () -> Health.Status.down("10.0.0.9 is unknown"));
    var answer = send(HttpMethod.GET, "/api/v1/cluster", "");

    assertEquals(200, answer.statusCode());
    assertEquals(
        """
        {"time":"1970-01-01T00:00:03Z",\
        "alarms":[\
        {"code":"NODE_REFUSED","detail":"b: another build"},\
        {"code":"ROLE_MISSING","detail":"no node has the role exchange"},\
        {"code":"SHARD_UNOWNED","detail":"order 1 has no owner"},\
        {"code":"READER_BEHIND","detail":"positions is 20000 events behind in partition 1"},\
        {"code":"HEALTH","detail":"members: 10.0.0.9 is unknown"}],\
        "nodes":[\
        {"node":"a","process":"a-1","state":"ACTIVE","reason":"","address":"127.0.0.1:5701",\
        "build":"b1","config":"c1","started":"1970-01-01T00:00:01Z",\
        "roles":{"market-data":1,"order":2,"strategy":1,"position":1,"gateway":1}},\
        {"node":"b","process":"b-7","state":"REFUSED","reason":"another build",\
        "address":"127.0.0.1:5702","build":"b2","config":"c1","started":"1970-01-01T00:00:02Z",\
        "roles":{"order":1}}],\
        "roles":[{"role":"market-data","running":1},{"role":"order","running":3,"wanted":3},\
        {"role":"strategy","running":1},{"role":"position","running":1},\
        {"role":"gateway","running":1},{"role":"exchange","running":0}],\
        "shards":[\
        {"kind":"order","key":"0","owner":"a/order-1","holder":"a-1/order-1","epoch":4,"live":true},\
        {"kind":"order","key":"1","owner":"gone/order-0","holder":"gone/order-0","epoch":2,\
        "live":false}],\
        "readers":[\
        {"reader":"positions","partition":0,"applied":7,"last":9,"behind":2},\
        {"reader":"positions","partition":1,"applied":0,"last":20000,"behind":20000}]}\
        """,
        answer.bodyAsString());
  }

  @Test
  void scalingIsPassedOn() throws Exception {
    open(Optional.of(new Desk()));
    var answer =
        send(
            HttpMethod.POST, "/api/v1/cluster/scale", "{\"role\":\"market-data\",\"instances\":4}");

    assertEquals(202, answer.statusCode());
    assertEquals("{\"role\":\"market-data\",\"instances\":4}", answer.bodyAsString());
    assertEquals(List.of(new RoleCount(Role.MARKET_DATA, 4)), scaled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"role":"orders","instances":1}        | 422 | ENUM | role must be one of market-data, order, strategy, position, gateway, exchange
          {"role":"order","instances":0}         | 422 | FIELD_COMBINATION | instances must be 1 to 1000, was 0
          {"role":"order","instances":1001}      | 422 | FIELD_COMBINATION | instances must be 1 to 1000, was 1001
          {"role":"order","instances":"2"}       | 400 | TYPE | instances must be a whole number
          {"role":"order"}                       | 400 | MISSING_FIELD | missing field: instances
          {"role":"order","instances":1,"x":1}   | 400 | UNKNOWN_FIELD | unknown field: x
          {"role":"gateway","instances":2}       | 422 | FIELD_COMBINATION | gateway is there once for each node that has the role
          {"role":"order","instances":13}        | 503 | JOURNAL_UNAVAILABLE | the database is away
          """)
  void aWrongNumberIsRefusedAndNothingScales(String body, int status, String code, String detail)
      throws Exception {
    open(Optional.of(new Desk()));
    var answer = send(HttpMethod.POST, "/api/v1/cluster/scale", body);

    assertEquals(
        status + " " + code + " " + detail,
        answer.statusCode()
            + " "
            + answer.bodyAsJsonObject().getString("code")
            + " "
            + answer.bodyAsJsonObject().getString("detail"));
    assertEquals(List.of(), scaled);
  }

  @Test
  void oneProcessHasNoCluster() throws Exception {
    open(Optional.empty());
    var body = "{\"role\":\"order\",\"instances\":1}";

    for (var answer :
        List.of(
            send(HttpMethod.GET, "/api/v1/cluster", ""),
            send(HttpMethod.POST, "/api/v1/cluster/scale", body))) {
      assertEquals(404, answer.statusCode());
      assertEquals("NOT_CLUSTERED", answer.bodyAsJsonObject().getString("code"));
    }
  }

  @Test
  void aNodeWithoutAGatewayServesHealthAndMetricsOnly() throws Exception {
    var admin = new AdminVerticle(node, "127.0.0.1", 0, Optional.empty());
    deploy(admin);
    port = admin.port();
    node.health().part("journal", () -> Health.Status.down("away"));

    assertEquals(200, send(HttpMethod.GET, "/health/live", "").statusCode());
    assertEquals(503, send(HttpMethod.GET, "/health/ready", "").statusCode());
    assertTrue(send(HttpMethod.GET, "/metrics", "").bodyAsString().contains("in_flight"));
    assertEquals(404, send(HttpMethod.GET, "/api/v1/cluster", "").statusCode());
    assertEquals(404, send(HttpMethod.GET, "/", "").statusCode());
    node.health().part("journal", () -> Health.Status.UP);
    assertEquals(200, send(HttpMethod.GET, "/health/ready", "").statusCode());
  }

  @Test
  void beyondLoopbackHealthAndMetricsAreForAllAndTheRestByTheNamesOfTheCertificate(
      @TempDir Path folder) throws Exception {
    var tls = TestTls.server(TestTls.keyStore(folder, "gateway", 30), "gateway", Optional.empty());
    var config =
        new GatewayConfig(
            "0.0.0.0", 0, Optional.of(tls), 2, List.of("a"), new Instruments(List.of()));
    var gateway =
        new GatewayVerticle(
            node,
            config,
            TestAccess.journal(),
            TestAccess.access(1),
            Optional.of(new Desk()),
            Optional.empty());
    deploy(gateway);
    port = gateway.port();

    assertEquals(200, as("10.0.0.7:8080", "/health/live").statusCode());
    assertEquals(200, as("10.0.0.7:8080", "/metrics").statusCode());
    assertEquals(403, as("10.0.0.7:8080", "/api/v1/cluster").statusCode());
    assertEquals(403, as("10.0.0.7:8080", "/").statusCode());
    assertEquals(200, as("127.0.0.1:8080", "/api/v1/cluster").statusCode());
    assertEquals(200, as("gateway:8080", "/api/v1/cluster").statusCode());
  }

  private HttpResponse<Buffer> as(String host, String path) throws Exception {
    var trusting = new WebClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
    return await(
        WebClient.create(node.vertx(), trusting)
            .get(port, "127.0.0.1", path)
            .putHeader("Host", host)
            .putHeader("Authorization", "Bearer " + KEY.text())
            .send());
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path, String body) throws Exception {
    var request = client.request(method, port, "127.0.0.1", path);
    if (!body.isEmpty()) {
      request.putHeader("Content-Type", "application/json");
    }
    var content = Buffer.buffer(body);
    return await(
        TestAccess.sign(request, method.name(), path, content.getBytes(), KEY).sendBuffer(content));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
