package outcry.benchmarks.door;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;

/** Requests with a key, signed. Thread-safe. */
final class Signed {

  /**
   * An answer.
   *
   * @param body as text
   */
  record Answer(int status, String body) {

    /** The status, and the code of a problem. */
    String code() {
      var found = CODE.matcher(body);
      return status < 400 || !found.find()
          ? Integer.toString(status)
          : status + " " + found.group(1);
    }
  }

  private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

  private final HttpClient http;
  private final int port;
  private final Credential key;
  private final String secretHash;
  private final String run = Long.toHexString(System.nanoTime());
  private final AtomicLong nonces = new AtomicLong(1L << 40);

  Signed(HttpClient http, int port, Credential key) {
    this.http = http;
    this.port = port;
    this.key = key;
    this.secretHash = key.secretHash();
  }

  Future<Answer> send(HttpMethod method, String path, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = run + "-" + Long.toHexString(nonces.incrementAndGet());
    var signature = RequestSignature.of(secretHash, method.name(), path, stamp, nonce, bytes);
    return http.request(method, port, "127.0.0.1", path)
        .compose(
            request -> {
              request
                  .putHeader("Authorization", "Bearer " + key.text())
                  .putHeader(RequestSignature.TIMESTAMP, stamp)
                  .putHeader(RequestSignature.NONCE, nonce)
                  .putHeader(RequestSignature.SIGNATURE, signature);
              if (bytes.length > 0) {
                request.putHeader("Content-Type", "application/json");
              }
              return request.send(Buffer.buffer(bytes));
            })
        .compose(
            response ->
                response
                    .body()
                    .map(
                        text ->
                            new Answer(
                                response.statusCode(), text.toString(StandardCharsets.UTF_8))));
  }
}
