package outcry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;

/**
 * Calls a gateway with a key, and signs what trades. Prices, quantities and money are decimal text
 * in JSON, as the server has them. Thread-safe; methods block until the answer is there.
 *
 * <p>Every method throws an {@link OutcryException} if the server refuses, and an {@link
 * IOException} if it cannot be reached: then repeat the same command with the same client order id.
 */
public final class OutcryClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final URI server;
  private final Credential key;
  private final HttpClient http;

  /**
   * @param server e.g. {@code http://127.0.0.1:8080}
   * @param key {@code outcry_<id>_<secret>}
   */
  public OutcryClient(URI server, String key) {
    this(server, key, HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
  }

  /**
   * @param http with the trust that the server needs; closed with this
   * @throws IllegalArgumentException if that is no key
   */
  public OutcryClient(URI server, String key, HttpClient http) {
    this.server = server;
    this.key =
        Credential.parse(key.strip())
            .orElseThrow(() -> new IllegalArgumentException("a key is outcry_<id>_<secret>"));
    this.http = http;
  }

  /** The answer to a GET. */
  public JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
    return page(pathAndQuery).items();
  }

  /** A page of a list; go on with its {@link Page#next}. */
  public Page page(String pathAndQuery) throws IOException, InterruptedException {
    var answer = send("GET", pathAndQuery, "");
    var link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
    return new Page(json(answer), link.find() ? link.group(1) : "");
  }

  /** Orders in memory, most recent first. */
  public Page orders(String account, int limit) throws IOException, InterruptedException {
    return page("/api/v1/orders?account=" + account + "&limit=" + limit);
  }

  /**
   * Submits an order; safe to repeat.
   *
   * @param order e.g. from {@link #limit}
   * @return {@code clientOrderId}, {@code orderId}, {@code status}; it is durable
   */
  public JsonNode submit(JsonNode order) throws IOException, InterruptedException {
    return post("/api/v1/orders", order);
  }

  /** Cancels an order; safe to repeat. */
  public JsonNode cancel(String account, String clientOrderId)
      throws IOException, InterruptedException {
    return json(send("DELETE", "/api/v1/orders/" + account + "/" + clientOrderId, ""));
  }

  public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return json(send("POST", path, body.toString()));
  }

  /** A limit order to fill in further. */
  public static ObjectNode limit(
      String account,
      String clientOrderId,
      String symbol,
      String side,
      String quantity,
      String price) {
    return JSON.createObjectNode()
        .put("account", account)
        .put("clientOrderId", clientOrderId)
        .put("symbol", symbol)
        .put("side", side)
        .put("quantity", quantity)
        .put("price", price);
  }

  /**
   * Opens the stream of updates; what is said on it is in docs/stream.md.
   *
   * @param listener gets every text; called by one thread at a time
   */
  public CompletableFuture<WebSocket> stream(WebSocket.Listener listener) {
    var scheme = server.getScheme().equals("https") ? "wss" : "ws";
    return http.newWebSocketBuilder()
        .connectTimeout(TIMEOUT)
        .subprotocols("outcry.v1")
        .header("Authorization", "Bearer " + key.text())
        .header("Origin", server.toString())
        .buildAsync(
            URI.create(scheme + "://" + server.getAuthority() + "/api/v1/stream"), listener);
  }

  private HttpResponse<String> send(String method, String pathAndQuery, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(pathAndQuery))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key.text())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!method.equals("GET")) {
      signature(method, pathAndQuery, body).forEach(request::header);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private Map<String, String> signature(String method, String pathAndQuery, String body) {
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = UUID.randomUUID().toString();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return Map.of(
        RequestSignature.TIMESTAMP,
        stamp,
        RequestSignature.NONCE,
        nonce,
        RequestSignature.SIGNATURE,
        RequestSignature.of(key.secretHash(), method, pathAndQuery, stamp, nonce, bytes));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    var json = JSON.readTree(answer.body());
    if (answer.statusCode() >= 400) {
      throw new OutcryException(
          answer.statusCode(),
          json.path("code").asText("HTTP_" + answer.statusCode()),
          json.path("detail").asText(),
          json.path("field").asText(),
          json.path("requestId").asText());
    }
    return json;
  }

  @Override
  public void close() {
    http.close();
  }
}
