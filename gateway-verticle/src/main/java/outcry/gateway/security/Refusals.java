package outcry.gateway.security;

import io.vertx.ext.web.RoutingContext;
import outcry.gateway.http.Problem;

/** Refuses requests, and tells the audit. Event loop only. */
final class Refusals {

  private final AccessLog log;

  Refusals(AccessLog log) {
    this.log = log;
  }

  void send(RoutingContext http, RefusedAccess refused, String actor, String account) {
    log.refused(refused.code(), actor, account, address(http), what(http));
    if (refused.status() == 401) {
      http.response().putHeader("WWW-Authenticate", "Bearer realm=\"outcry\"");
    }
    if (refused.retrySeconds() > 0) {
      http.response().putHeader("Retry-After", Long.toString(refused.retrySeconds()));
    }
    new Problem(refused.status(), refused.code(), refused.detail()).send(http);
  }

  /** The request is answered by somebody else, as if there were no such thing. */
  void noteForeign(RoutingContext http, String actor, String account) {
    log.refused("FOREIGN_ACCOUNT", actor, account, address(http), what(http));
  }

  /** Of the connection itself: what headers say about it is ignored. */
  static String address(RoutingContext http) {
    return http.request().remoteAddress().hostAddress();
  }

  private static String what(RoutingContext http) {
    return http.request().method() + " " + http.request().path();
  }
}
