package outcry.launcher.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;

/** A client of the REST calls. Thread-safe. */
final class Rest implements AutoCloseable {

  /** Generous: it is only ever waited out when something is broken. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_NANOS = 10_000_000;

  /**
   * An answer.
   *
   * @param body null if it was not JSON
   */
  record Answer(int status, JsonNode body) {

    String code() {
      return body.path("code").asText();
    }
  }

  private final URI uri;
  private final Credential key;
  private final HttpClient client = HttpClient.newHttpClient();

  Rest(URI uri, Credential key) {
    this.uri = uri;
    this.key = key;
  }

  /**
   * @throws IOException if nobody answers
   */
  Answer send(String method, String path, String body) throws IOException, InterruptedException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Whatever the bytes are. */
  Answer send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = UUID.randomUUID().toString();
    var signature = RequestSignature.of(key.secretHash(), method, path, stamp, nonce, body);
    var request =
        HttpRequest.newBuilder(uri.resolve(path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key.text())
            .header(RequestSignature.TIMESTAMP, stamp)
            .header(RequestSignature.NONCE, nonce)
            .header(RequestSignature.SIGNATURE, signature)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response = client.send(request.build(), BodyHandlers.ofString());
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : null);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    var answer = send("GET", path, "");
    if (answer.status() != 200) {
      throw new IOException(path + " answered " + answer);
    }
    return answer.body();
  }

  /** Asks again until the answer is good. */
  JsonNode await(String path, Predicate<JsonNode> good) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      var answer = send("GET", path, "");
      if (answer.status() == 200 && good.test(answer.body())) {
        return answer.body();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(path + " never became what was awaited, last " + answer);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Waits until orders are taken, strategies run and the exchange quotes every instrument. */
  JsonNode awaitReady() throws IOException, InterruptedException {
    return await(
        "/api/v1/status",
        status ->
            status.path("ready").asBoolean()
                && status.path("market").size() == SimulatedMarkets.instruments().all().size()
                && Rest.all(
                    status.path("market"),
                    top ->
                        top.path("quotes").asLong() > 0
                            && !top.path("bid").asText().equals("0.00")));
  }

  static boolean all(JsonNode array, Predicate<JsonNode> test) {
    for (var element : array) {
      if (!test.test(element)) {
        return false;
      }
    }
    return true;
  }

  static Optional<JsonNode> find(JsonNode array, String field, String value) {
    for (var element : array) {
      if (element.path(field).asText().equals(value)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
