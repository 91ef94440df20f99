package outcry.gateway.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.gateway.GatewayConfig;
import outcry.gateway.GatewayVerticle;
import outcry.model.Instruments;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;
import outcry.model.access.Scope;

/** Who is let in, and who is not (B25 to B36), through a real socket. */
class AuthenticationTest {

  private static final String VIEW = "/api/v1/tasks";
  private static final String TRADE = "/api/v1/orders";
  private static final String HALT = "/api/v1/trading-state";
  private static final String STOP = "{\"state\":\"HALTED\"}";
  private static final String GO_ON = "{\"state\":\"ACTIVE\"}";

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Credential operator = TestAccess.operator();
  private final Credential viewer = TestAccess.key("viewer", Set.of(Scope.VIEW), List.of());
  private final Credential bob = TestAccess.key("bob", Set.of(Scope.TRADE), List.of("bob"));
  private final Credential expired =
      TestAccess.key("old", Set.of(Scope.VIEW), List.of(), "test", Duration.ofSeconds(-1));
  private final WebClient client = WebClient.create(node.vertx());
  private GatewayVerticle gateway;

  @BeforeEach
  void open() throws Exception {
    var config =
        new GatewayConfig("127.0.0.1", 0, 1, List.of("alice", "bob"), new Instruments(List.of()));
    gateway =
        new GatewayVerticle(
            node,
            config,
            TestAccess.journal(),
            TestAccess.access(2),
            Optional.empty(),
            Optional.empty());
    node.vertx().deployVerticle(gateway).await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    node.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void nobodyIsLetInWithoutAGoodKey() throws Exception {
    var other = new Credential(viewer.id(), operator.secret()).text();
    var unknown = new Credential("zzzzzzzzzzzz", operator.secret()).text();
    var details = new TreeSet<String>();
    for (var header :
        List.of(
            "",
            "Basic YTpi",
            "Bearer",
            "Bearer ",
            "Bearer x",
            "bearer " + viewer.text(),
            "Bearer " + other,
            "Bearer " + unknown,
            "Bearer " + expired.text())) {
      var answer = get(header);
      assertEquals("401 UNAUTHENTICATED", told(answer), header);
      assertEquals("Bearer realm=\"outcry\"", answer.getHeader("WWW-Authenticate"));
      details.add(answer.bodyAsJsonObject().getString("detail"));
    }
    assertEquals(1, details.size(), "the same is said of all");
    var twice = request(HttpMethod.GET, VIEW);
    twice.headers().add("Authorization", "Bearer " + viewer.text());
    twice.headers().add("Authorization", "Bearer " + viewer.text());
    assertEquals("401 UNAUTHENTICATED", told(send(twice, "")));
    assertEquals(200, get("Bearer " + viewer.text()).statusCode());
  }

  @Test
  void aTokenIsTakenOnlyAsWeMakeIt() throws Exception {
    var good = session(viewer);
    assertEquals(200, get("Bearer " + good).statusCode());
    long now = System.currentTimeMillis() / 1_000;
    var header = good.substring(0, good.indexOf('.'));
    var none = encoded("{\"alg\":\"none\"}");
    var claims = claims(now, now + 60, "outcry", "outcry-api");
    for (var token :
        List.of(
            none + "." + claims + ".",
            encoded("{\"typ\":\"JWT\",\"alg\":\"nOnE\"}") + "." + claims + ".",
            good.substring(0, good.lastIndexOf('.') + 1),
            signed(encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"../../x\"}"), claims),
            signed(encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"jku\":\"http://e\"}"), claims),
            signed(header, claims(now - 120, now - 60, "outcry", "outcry-api")),
            signed(header, claims(now, now + 315_360_000, "outcry", "outcry-api")),
            signed(header, claims(now, now + 60, "somebody", "outcry-api")),
            signed(header, claims(now, now + 60, "outcry", "somebody")),
            signed(
                header,
                encoded(
                    "{\"sub\":\""
                        + viewer.id()
                        + "\",\"iat\":"
                        + now
                        + ",\"iss\":\"outcry\",\"aud\":[\"outcry-api\"]}")))) {
      assertEquals(401, get("Bearer " + token).statusCode(), token);
    }
    assertEquals(200, get("Bearer " + signed(header, claims)).statusCode(), "the test itself");
  }

  @Test
  void aKeyThatIsRevokedIsUnknownWithinSeconds() throws Exception {
    var key = TestAccess.key("gone", Set.of(Scope.VIEW), List.of());
    var token = new AtomicReference<String>();
    awaitStatus("Bearer " + key.text(), 200);
    token.set(session(key));
    TestAccess.revoke(key);

    long start = System.nanoTime();
    awaitStatus("Bearer " + key.text(), 401);
    awaitStatus("Bearer " + token.get(), 401);
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void aKeyInAnAddressIsRevoked() throws Exception {
    var key = TestAccess.key("careless", Set.of(Scope.VIEW), List.of());
    awaitStatus("Bearer " + key.text(), 200);

    assertEquals(
        "400 TOKEN_IN_URL", told(send(request(HttpMethod.GET, VIEW + "?token=" + key.text()), "")));

    awaitStatus("Bearer " + key.text(), 401);
  }

  @Test
  void whatIsMoreThanLookingMustBeSignedAndFreshAndNew() throws Exception {
    long now = System.currentTimeMillis();
    assertEquals("401 BAD_SIGNATURE", told(signed(now, "nonce-nonce-nonce-0", STOP, GO_ON)));
    assertEquals("401 STALE", told(signed(now - 31_000, "nonce-nonce-nonce-1", STOP, STOP)));
    assertEquals("401 STALE", told(signed(now + 40_000, "nonce-nonce-nonce-2", STOP, STOP)));
    assertEquals("401 BAD_SIGNATURE", told(signed(now, "short", STOP, STOP)));
    var bare = request(HttpMethod.POST, HALT).putHeader("Authorization", bearer(operator));
    assertEquals("401 BAD_SIGNATURE", told(send(bare, STOP)));

    assertEquals("503 NO_OWNER", told(signed(now, "nonce-nonce-nonce-3", STOP, STOP)), "let in");
    assertEquals("401 REPLAY", told(signed(now, "nonce-nonce-nonce-3", STOP, STOP)));
    var session = request(HttpMethod.POST, HALT);
    session.putHeader("Authorization", "Bearer " + session(operator));
    assertEquals("503 NO_OWNER", told(send(session, STOP)), "a session signs nothing");
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNoMore() throws Exception {
    long notes = TestAccess.notes();
    assertEquals("403 SCOPE", told(send(HttpMethod.POST, TRADE, "{}", viewer)));
    assertEquals("403 SCOPE", told(send(HttpMethod.POST, HALT, STOP, bob)));
    assertEquals("403 SCOPE", told(send(HttpMethod.GET, "/api/v1/keys", "", bob)));
    var halter = TestAccess.key("halter", Set.of(Scope.HALT), List.of());
    awaitStatus(bearer(halter), 200);
    assertEquals("403 SCOPE", told(send(HttpMethod.POST, HALT, GO_ON, halter)));
    assertTrue(TestAccess.notes() >= notes + 3);
  }

  @Test
  void anAccountOfSomebodyElseIsNone() throws Exception {
    var order = "{\"account\":\"alice\",\"clientOrderId\":\"x\"}";
    assertEquals(
        "404 UNKNOWN_ACCOUNT", told(send(HttpMethod.GET, TRADE + "?account=alice", "", bob)));
    assertEquals("404 UNKNOWN_ACCOUNT", told(send(HttpMethod.DELETE, TRADE + "/alice/x", "", bob)));
    assertEquals("404 UNKNOWN_ACCOUNT", told(send(HttpMethod.POST, TRADE, order, bob)));
    assertEquals("404 UNKNOWN_ACCOUNT", told(send(HttpMethod.GET, TRADE + "?account=no", "", bob)));
    assertEquals("403 SCOPE", told(send(HttpMethod.GET, "/api/v1/status", "", bob)));
    assertEquals("503 NO_OWNER", told(send(HttpMethod.DELETE, TRADE + "/bob/x", "", bob)), "his");
  }

  @Test
  void failedTriesAreHeldBackButAGoodKeyIsNot() throws Exception {
    for (int i = 0; i < FailedTries.FREE; i++) {
      assertEquals(401, get("Bearer wrong-" + i).statusCode());
    }
    var held = get("Bearer wrong");

    assertEquals("429 TOO_MANY_TRIES", told(held));
    assertEquals("1", held.getHeader("Retry-After"));
    assertEquals(200, get(bearer(viewer)).statusCode());
  }

  @Test
  void lettingTradingGoOnTakesTwo() throws Exception {
    var second = TestAccess.key("second", EnumSet.allOf(Scope.class), List.of());
    var own =
        TestAccess.key(
            "third", EnumSet.allOf(Scope.class), List.of(), "operator", Duration.ofDays(1));
    awaitStatus(bearer(second), 200);
    awaitStatus(bearer(own), 200);
    var waits = send(HttpMethod.POST, HALT, GO_ON, operator);
    assertEquals(202, waits.statusCode(), waits::bodyAsString);
    var approve = "/api/v1/approvals/" + waits.bodyAsJsonObject().getString("id") + "/approve";

    assertEquals("403 UNAUTHORISED", told(send(HttpMethod.POST, approve, "", operator)));
    assertEquals("403 UNAUTHORISED", told(send(HttpMethod.POST, approve, "", own)));
    assertEquals("503 NO_OWNER", told(send(HttpMethod.POST, approve, "", second)), "it is done");
    assertEquals("403 UNAUTHORISED", told(send(HttpMethod.POST, approve, "", second)), "once");
  }

  private void awaitStatus(String authorization, int status) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while ((get(authorization).statusCode() == 200) != (status == 200)) {
      assertTrue(System.nanoTime() < end, "never " + status);
    }
  }

  private String session(Credential key) throws Exception {
    var begun = request(HttpMethod.POST, "/api/v1/session").putHeader("Authorization", bearer(key));
    return send(begun, "").bodyAsJsonObject().getString("token");
  }

  private static String bearer(Credential key) {
    return "Bearer " + key.text();
  }

  private HttpResponse<Buffer> get(String authorization) throws Exception {
    var request = request(HttpMethod.GET, VIEW);
    return send(
        authorization.isEmpty() ? request : request.putHeader("Authorization", authorization), "");
  }

  private HttpResponse<Buffer> signed(long millis, String nonce, String signedBody, String body)
      throws Exception {
    var stamp = Long.toString(millis);
    var signature =
        RequestSignature.of(
            operator.secretHash(), "POST", HALT, stamp, nonce, signedBody.getBytes());
    return send(
        request(HttpMethod.POST, HALT)
            .putHeader("Authorization", bearer(operator))
            .putHeader(RequestSignature.TIMESTAMP, stamp)
            .putHeader(RequestSignature.NONCE, nonce)
            .putHeader(RequestSignature.SIGNATURE, signature),
        body);
  }

  private HttpResponse<Buffer> send(HttpMethod method, String uri, String body, Credential key)
      throws Exception {
    var request = request(method, uri);
    return send(TestAccess.sign(request, method.name(), uri, body.getBytes(), key), body);
  }

  private HttpRequest<Buffer> request(HttpMethod method, String uri) {
    return client.request(method, gateway.port(), "127.0.0.1", uri);
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body)
      throws Exception {
    if (!body.isEmpty()) {
      request.putHeader("Content-Type", "application/json");
    }
    return request.sendBuffer(Buffer.buffer(body)).await(10, TimeUnit.SECONDS);
  }

  private static String told(HttpResponse<Buffer> answer) {
    return answer.statusCode() + " " + answer.bodyAsJsonObject().getString("code");
  }

  private String claims(long from, long to, String issuer, String audience) {
    return encoded(
        new JsonObject()
            .put("sub", viewer.id())
            .put("iat", from)
            .put("exp", to)
            .put("iss", issuer)
            .put("aud", List.of(audience))
            .encode());
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(String header, String claims) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TestAccess.SESSION_KEY, "HmacSHA256"));
    var text = header + "." + claims;
    return text
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
