package outcry.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the page shows instead of a key: a JSON Web Token (RFC 7519) with the id of the key, a
 * quarter of an hour long, made and read by gateways alone. Its header is always the same: with any
 * other one, whatever algorithm or key it names, a token is none. What the key may do is not in it
 * but looked up with every request. Event loop only.
 */
final class Sessions {

  /**
   * @param endMillis epoch milliseconds
   */
  record Session(String keyId, long endMillis) {}

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "outcry";
  private static final String AUDIENCE = "outcry-api";
  private static final int TOKEN_MAX = 1_024;
  private static final String HEADER =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              "{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII));

  private final JWTAuth tokens;
  private final EpochClock clock;

  Sessions(Vertx vertx, byte[] key, EpochClock clock) {
    this.clock = clock;
    tokens =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key)))
                .setJWTOptions(
                    new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .setAudience(List.of(AUDIENCE))));
  }

  /** A token that lasts {@link #LIFE}. */
  String begin(String keyId) {
    long seconds = clock.millis() / 1_000;
    return tokens.generateToken(
        new JsonObject()
            .put("sub", keyId)
            .put("iat", seconds)
            .put("exp", seconds + LIFE.toSeconds()),
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setNoTimestamp(true)
            .setIssuer(ISSUER)
            .setAudience(List.of(AUDIENCE)));
  }

  /** What the session was begun with, and its end; fails if the token is no good. */
  Future<Session> keyOf(String token) {
    if (token.length() > TOKEN_MAX || !token.startsWith(HEADER + ".")) {
      return Future.failedFuture("not a token of ours");
    }
    return tokens
        .authenticate(new TokenCredentials(token))
        .map(user -> user.attributes().getJsonObject("accessToken", new JsonObject()))
        .compose(
            claims ->
                isBounded(claims)
                    ? Future.succeededFuture(
                        new Session(
                            claims.getString("sub"),
                            TimeUnit.SECONDS.toMillis(claims.getLong("exp"))))
                    : Future.failedFuture("not in its time"));
  }

  /** The library takes a token without an end, and any end. */
  private boolean isBounded(JsonObject claims) {
    long now = clock.millis() / 1_000;
    return claims.getValue("sub") instanceof String
        && claims.getValue("iat") instanceof Number began
        && claims.getValue("exp") instanceof Number end
        && end.longValue() > now
        && end.longValue() - began.longValue() <= LIFE.toSeconds()
        && end.longValue() - now <= LIFE.toSeconds();
  }

  /** When a token that begins now ends, epoch milliseconds. */
  long endMillis() {
    return clock.millis() / 1_000 * 1_000 + LIFE.toMillis();
  }
}
