package outcry.chaos.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;

/** The HTTP doors of a cluster, one after the other. Any thread. */
public final class Gateways implements AutoCloseable {

  /** Longer than a gateway waits for an owner. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  /**
   * Requests on their way at a time, and so connections, to one gateway. It allows an address a
   * hundred, and whoever asks whether it is ready needs a few of them.
   */
  private static final int AT_ONCE = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer.
   *
   * @param status 0 if there was none: nobody knows what was done
   * @param code why not; empty if it was done
   */
  public record Answer(int status, String code, JsonNode body) {

    public boolean isDone() {
      return status >= 200 && status < 300;
    }

    String detail() {
      return body.path("detail").asText("");
    }

    /** Whether asking once more may bring another answer. */
    public boolean isAgain() {
      return status == 0 || status >= 500 || status == 429;
    }
  }

  private record Door(URI uri, Semaphore places) {}

  private final List<Door> doors;
  private final Credential key;
  private final AtomicInteger next = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  /**
   * @param key that all requests are made with
   */
  public Gateways(List<URI> gateways, Credential key) {
    this.doors = gateways.stream().map(uri -> new Door(uri, new Semaphore(AT_ONCE))).toList();
    this.key = key;
  }

  public Answer post(String path, Object body) throws InterruptedException {
    return ask(path, "POST", body);
  }

  public Answer patch(String path, Object body) throws InterruptedException {
    return ask(path, "PATCH", body);
  }

  public Answer delete(String path) throws InterruptedException {
    return ask(path, "DELETE", null);
  }

  public Answer get(String path) throws InterruptedException {
    return ask(path, "GET", null);
  }

  private Answer ask(String path, String method, Object body) throws InterruptedException {
    var door = doors.get(Math.floorMod(next.getAndIncrement(), doors.size()));
    door.places().acquire();
    try {
      var content = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
      var request = HttpRequest.newBuilder(door.uri().resolve(path)).timeout(TIMEOUT);
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      sign(request, method, path, content);
      request.method(method, BodyPublishers.ofByteArray(content));
      return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Answer(0, e.getClass().getSimpleName(), JSON.nullNode());
    } finally {
      door.places().release();
    }
  }

  private void sign(HttpRequest.Builder request, String method, String path, byte[] content) {
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = UUID.randomUUID().toString();
    request
        .header("Authorization", "Bearer " + key.text())
        .header(RequestSignature.TIMESTAMP, stamp)
        .header(RequestSignature.NONCE, nonce)
        .header(
            RequestSignature.SIGNATURE,
            RequestSignature.of(key.secretHash(), method, path, stamp, nonce, content));
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    var body = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    return new Answer(response.statusCode(), body.path("code").asText(""), body);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
