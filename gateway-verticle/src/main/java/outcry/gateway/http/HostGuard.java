package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in only requests that a program makes, or a page of this gateway: the host must be one of
 * this machine or of the certificate (DNS rebinding), and the origin the host itself (cross-site).
 */
public final class HostGuard implements Handler<RoutingContext> {

  static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Optional<ServerTls> tls;

  public HostGuard(Optional<ServerTls> tls) {
    this.tls = tls;
  }

  @Override
  public void handle(RoutingContext http) {
    var authority = http.request().authority();
    if (authority == null || !isOurs(authority.host().toLowerCase(Locale.ROOT))) {
      var names = tls.isPresent() ? " or of the certificate" : "";
      new Problem(403, "FORBIDDEN", "Host must be a loopback name" + names).send(http);
      return;
    }
    var origin = http.request().getHeader("Origin");
    if (origin != null && !isOwn(origin, authority)) {
      new Problem(403, "FORBIDDEN", "cross-site requests are not served").send(http);
      return;
    }
    if (tls.isPresent()) {
      http.response()
          .putHeader(
              "Content-Security-Policy", SecurityHeaders.policy("'self' wss://" + authority));
    }
    http.next();
  }

  private boolean isOurs(String host) {
    return LOOPBACK.contains(host) || tls.isPresent() && tls.get().isNamed(host);
  }

  /** A page of another port is another site, and so is one without TLS. */
  private boolean isOwn(String origin, HostAndPort authority) {
    try {
      var uri = URI.create(origin);
      return (tls.isPresent() ? "https" : "http").equals(uri.getScheme())
          && authority.toString().equals(uri.getAuthority());
    } catch (IllegalArgumentException e) {
      return false; // not a URI: not ours
    }
  }
}
