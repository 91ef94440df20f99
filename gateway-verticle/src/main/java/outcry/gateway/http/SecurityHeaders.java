package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What every answer tells browsers. */
public final class SecurityHeaders implements Handler<RoutingContext> {

  private static final String ONE_YEAR = "max-age=31536000";

  private final boolean tls;

  public SecurityHeaders(boolean tls) {
    this.tls = tls;
  }

  @Override
  public void handle(RoutingContext http) {
    http.response()
        .putHeader("Content-Security-Policy", policy("'self'"))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    var authority = http.request().authority();
    // a browser that knows localhost by TLS alone would refuse whatever else is served there
    if (tls && authority != null && !HostGuard.LOOPBACK.contains(authority.host())) {
      http.response().putHeader("Strict-Transport-Security", ONE_YEAR);
    }
    http.next();
  }

  /**
   * @param connect where a page's scripts may connect to
   */
  static String policy(String connect) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "
        + connect
        + "; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  }
}
