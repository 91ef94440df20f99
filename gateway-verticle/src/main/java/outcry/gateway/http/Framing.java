package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Refuses requests that can be understood in two ways, or are too large, before their body. */
public final class Framing implements Handler<RoutingContext> {

  private static final int HEADERS_MAX = 64;

  private final long bodyMax;

  /**
   * @param bodyMax bytes
   */
  public Framing(long bodyMax) {
    this.bodyMax = bodyMax;
  }

  /**
   * Before everything else.
   *
   * @param connections of the server
   */
  public static void mount(Router router, Connections connections, long bodyMax) {
    router.route().handler(connections::handle);
    router.route().handler(new Framing(bodyMax));
  }

  @Override
  public void handle(RoutingContext http) {
    var headers = http.request().headers();
    var problem = problem(http, headers);
    if (problem != null) {
      refuse(http, problem);
      return;
    }
    if (headers.contains(HttpHeaders.EXPECT)) {
      http.response().writeContinue().onComplete(_ -> http.next());
      return;
    }
    http.next();
  }

  /** What comes after it on this connection might be anything. */
  static void refuse(RoutingContext http, Problem problem) {
    http.response().putHeader(HttpHeaders.CONNECTION, "close");
    http.addEndHandler(_ -> http.request().connection().close().onComplete(_ -> {}));
    problem.send(http);
  }

  private Problem problem(RoutingContext http, MultiMap headers) {
    if (headers.entries().size() > HEADERS_MAX) {
      return new Problem(431, "HTTP_HEADERS", "more than " + HEADERS_MAX + " headers");
    }
    if (headers.getAll(HttpHeaders.HOST).size() != 1) {
      return new Problem(400, "HTTP_FRAMING", "one Host is needed");
    }
    if (!http.request().uri().startsWith("/")) {
      return new Problem(400, "HTTP_FRAMING", "the target must be a path");
    }
    var encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    if (!encodings.isEmpty()
        && (encodings.size() > 1 || !encodings.getFirst().equalsIgnoreCase("chunked"))) {
      return new Problem(501, "HTTP_FRAMING", "Transfer-Encoding may be chunked alone");
    }
    if (http.request().path().contains("/.")) {
      return new Problem(404, "NOT_FOUND", "nothing here begins with a dot");
    }
    if (isAmbiguous(http.request().path())) {
      return new Problem(400, "PATH", "the path holds what no path here does");
    }
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (length != null && (length.length() > 9 || Long.parseLong(length) > bodyMax)) {
      return new Problem(413, "BODY_TOO_LARGE", "at most " + bodyMax + " bytes");
    }
    var expected = headers.get(HttpHeaders.EXPECT);
    return expected == null || expected.equalsIgnoreCase("100-continue")
        ? null
        : new Problem(417, "EXPECT", "only 100-continue is understood");
  }

  private static boolean isAmbiguous(String path) {
    return path.contains("%") || path.contains("//") || path.contains(";") || path.contains("\\");
  }
}
