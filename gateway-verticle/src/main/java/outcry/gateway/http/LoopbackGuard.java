package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;

/**
 * Lets in only requests that a page of this gateway or a program on this machine makes: as long as
 * there are no credentials, a foreign page in the user's browser must not be able to trade. Checks
 * Host (DNS rebinding) and Origin (cross-site), and sets the headers every answer carries.
 */
public final class LoopbackGuard implements Handler<RoutingContext> {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  @Override
  public void handle(RoutingContext http) {
    http.response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none';"
                + " form-action 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    var authority = http.request().authority();
    if (authority == null || !LOOPBACK.contains(authority.host())) {
      new Problem(403, "FORBIDDEN", "Host must be a loopback name").send(http);
      return;
    }
    var origin = http.request().getHeader("Origin");
    if (origin != null && !isOwn(origin, authority)) {
      new Problem(403, "FORBIDDEN", "cross-site requests are not served").send(http);
      return;
    }
    http.next();
  }

  /** A page of another port is another site. */
  private static boolean isOwn(String origin, HostAndPort authority) {
    try {
      return authority.toString().equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false; // not a URI: not ours
    }
  }
}
