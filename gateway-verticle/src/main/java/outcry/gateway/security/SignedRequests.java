package outcry.gateway.security;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import outcry.model.access.RequestSignature;

/**
 * Lets through what a session asks for, and of keys what is signed, fresh and new: whoever has only
 * overheard a request cannot change it or make it again. A nonce is remembered by the gateway that
 * saw it. Event loop only; after the body was read.
 */
final class SignedRequests {

  static final long WINDOW_MS = 30_000;

  private static final Pattern STAMP = Pattern.compile("[0-9]{13}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
  private static final byte[] NOTHING = {};

  private final Nonces nonces = new Nonces(TimeUnit.MILLISECONDS.toSeconds(WINDOW_MS) + 1);
  private final Refusals refusals;
  private final EpochClock clock;

  SignedRequests(Refusals refusals, EpochClock clock) {
    this.refusals = refusals;
    this.clock = clock;
  }

  void verify(RoutingContext http, Handler<RoutingContext> next) {
    var principal = Principal.of(http);
    var refused = principal.isSession() ? null : refusal(http, principal);
    if (refused == null) {
      next.handle(http);
    } else {
      refusals.send(http, refused, principal.name(), "");
    }
  }

  /** Null if it is good. */
  private RefusedAccess refusal(RoutingContext http, Principal principal) {
    var stamp = header(http, RequestSignature.TIMESTAMP, STAMP);
    var nonce = header(http, RequestSignature.NONCE, NONCE);
    var signature = header(http, RequestSignature.SIGNATURE, SIGNATURE);
    if (stamp.isEmpty() || nonce.isEmpty() || signature.isEmpty()) {
      return RefusedAccess.unsigned(
          "BAD_SIGNATURE",
          "a key signs this request: headers %s, %s and %s, once each"
              .formatted(
                  RequestSignature.TIMESTAMP, RequestSignature.NONCE, RequestSignature.SIGNATURE));
    }
    long millis = Long.parseLong(stamp);
    long now = clock.millis();
    if (Math.abs(now - millis) > WINDOW_MS) {
      return RefusedAccess.unsigned(
          "STALE", "%s is %d ms off".formatted(RequestSignature.TIMESTAMP, millis - now));
    }
    if (!RequestSignature.same(signature, expected(http, principal, stamp, nonce))) {
      return RefusedAccess.unsigned("BAD_SIGNATURE", "the signature is not of this request");
    }
    return switch (nonces.take(principal.key().id(), nonce, millis / 1_000, now / 1_000)) {
      case FIRST -> null;
      case AGAIN -> RefusedAccess.unsigned("REPLAY", "this nonce was used before");
      case FULL -> RefusedAccess.again("OVERLOADED", "too many requests in half a minute", 1);
    };
  }

  private static String expected(
      RoutingContext http, Principal principal, String stamp, String nonce) {
    var body = http.body() == null ? null : http.body().buffer();
    return RequestSignature.of(
        principal.key().secretHash(),
        http.request().method().name(),
        http.request().uri(),
        stamp,
        nonce,
        body == null ? NOTHING : body.getBytes());
  }

  private static String header(RoutingContext http, String name, Pattern pattern) {
    var values = http.request().headers().getAll(name);
    return values.size() == 1 && pattern.matcher(values.getFirst()).matches()
        ? values.getFirst()
        : "";
  }
}
