package outcry.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import outcry.model.access.ApiKey;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;
import outcry.model.access.Scope;

/**
 * Finds out who asks: by one {@code Authorization: Bearer} header with a key or a session, and by
 * nothing else. Event loop only.
 */
final class Authentication {

  private static final String SCHEME = "Bearer ";
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)token|access_token|key|api_?key|auth(orization)?|secret|session");
  private static final String NO_HASH = "0".repeat(64);

  private final LiveKeys keys;
  private final KeyDesk desk;
  private final Sessions sessions;
  private final Refusals refusals;
  private final FailedTries failures = new FailedTries();
  private final EpochClock clock;

  Authentication(
      LiveKeys keys, KeyDesk desk, Sessions sessions, Refusals refusals, EpochClock clock) {
    this.keys = keys;
    this.desk = desk;
    this.sessions = sessions;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Lets in whoever has the scope. */
  Handler<RoutingContext> required(Scope scope, Handler<RoutingContext> next) {
    return http -> {
      if (isRefusedForItsUrl(http)) {
        return;
      }
      principal(bearer(http))
          .onComplete(
              found -> {
                if (found.succeeded()) {
                  admit(http, found.result(), scope, next);
                } else {
                  failed(http);
                }
              });
    };
  }

  private void admit(
      RoutingContext http, Principal principal, Scope scope, Handler<RoutingContext> next) {
    if (!principal.may(scope)) {
      var refused =
          new RefusedAccess(403, "SCOPE", "this key has not the scope " + scope.name(), 0);
      refusals.send(http, refused, principal.name(), "");
      return;
    }
    if (!keys.isFresh() && (scope == Scope.TRADE || scope == Scope.ADMIN)) {
      // whoever was revoked meanwhile may still look, and stop trading
      refusals.send(
          http,
          new RefusedAccess(503, "KEYS_UNAVAILABLE", "the keys cannot be read now", 1),
          principal.name(),
          "");
      return;
    }
    principal.put(http);
    next.handle(http);
  }

  private void failed(RoutingContext http) {
    var claimed = Credential.parse(bearer(http)).map(Credential::id).orElse("");
    long wait = failures.failed(Refusals.address(http), claimed, clock.millis());
    refusals.send(
        http,
        wait == 0
            ? RefusedAccess.UNAUTHENTICATED
            : RefusedAccess.again("TOO_MANY_TRIES", "too many failed tries", wait),
        "",
        "");
  }

  /** Empty unless there is one header, of the one scheme. */
  private static String bearer(RoutingContext http) {
    var headers = http.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    return headers.size() == 1 && headers.getFirst().startsWith(SCHEME)
        ? headers.getFirst().substring(SCHEME.length())
        : "";
  }

  /** Whoever a key or a session belongs to; fails with no more detail if it is no good. */
  Future<Principal> principal(String bearer) {
    if (bearer.startsWith(Credential.PREFIX)) {
      return byKey(bearer)
          .map(key -> principal(key, false, TimeUnit.NANOSECONDS.toMillis(key.expiresNanos())))
          .map(Future::succeededFuture)
          .orElse(Future.failedFuture("no key that is good now"));
    }
    return sessions
        .keyOf(bearer)
        .compose(
            session ->
                keys.find(session.keyId())
                    .map(key -> Future.succeededFuture(principal(key, true, session.endMillis())))
                    .orElse(Future.failedFuture("its key is over")));
  }

  private static Principal principal(ApiKey key, boolean isSession, long endMillis) {
    return new Principal(key, isSession, endMillis);
  }

  /** Compares also where there is no such key: both take the same time. */
  private Optional<ApiKey> byKey(String bearer) {
    return Credential.parse(bearer)
        .flatMap(
            credential -> {
              var key = keys.find(credential.id());
              boolean same =
                  RequestSignature.same(
                      key.map(ApiKey::secretHash).orElse(NO_HASH), credential.secretHash());
              return key.filter(_ -> same);
            });
  }

  /** The same principal as of now; empty once the key or the session is over. */
  Optional<Principal> again(Principal before) {
    return keys.find(before.key().id())
        .filter(_ -> clock.millis() < before.endMillis())
        .map(key -> new Principal(key, before.isSession(), before.endMillis()));
  }

  /** Addresses are kept in logs and histories, so a key in one is known to others from now on. */
  private boolean isRefusedForItsUrl(RoutingContext http) {
    boolean refused = false;
    var key = "";
    for (var parameter : http.queryParams()) {
      var credential = Credential.parse(parameter.getValue());
      if (credential.isPresent() || SECRET_NAME.matcher(parameter.getKey()).matches()) {
        refused = true;
        key = byKey(parameter.getValue()).map(ApiKey::id).orElse(key);
      }
    }
    if (!refused) {
      return false;
    }
    if (!key.isEmpty()) {
      desk.revokeLeaked(key);
    }
    refusals.send(
        http,
        new RefusedAccess(
            400, "TOKEN_IN_URL", "keys go into the header Authorization; this one is revoked", 0),
        "",
        "");
    return true;
  }
}
