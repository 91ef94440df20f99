package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names every request, in the answer's {@code Outcry-Request-Id} and in every problem and log line
 * about it. What a client sends under that name is ignored.
 */
public final class RequestId implements Handler<RoutingContext> {

  private static final String KEY = "requestId";
  private static final String HEADER = "Outcry-Request-Id";
  private static final int BYTES = 8;

  private final SecureRandom random = new SecureRandom();

  /** Of a request; empty before it has one. */
  public static String of(RoutingContext http) {
    String id = http.get(KEY);
    return id == null ? "" : id;
  }

  @Override
  public void handle(RoutingContext http) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    http.put(KEY, id);
    http.response().putHeader(HEADER, id);
    http.next();
  }
}
