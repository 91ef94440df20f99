package outcry.model.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What shows that a request is as the owner of a key made it, and was not made before: the
 * HMAC-SHA256 of method, path with query, time, nonce and the SHA-256 of the body, one a line. Sent
 * in the headers of these names, beside the key.
 */
public final class RequestSignature {

  /** Milliseconds since the epoch, UTC. */
  public static final String TIMESTAMP = "Outcry-Timestamp";

  /** 16 to 64 of A-Z, a-z, 0-9, {@code -} and {@code _}; never twice. */
  public static final String NONCE = "Outcry-Nonce";

  /** 64 lower-case hex digits. */
  public static final String SIGNATURE = "Outcry-Signature";

  private RequestSignature() {}

  /**
   * The signature.
   *
   * @param secretHash {@link Credential#secretHash}
   * @param pathAndQuery as in the request line
   * @param body empty if there is none
   */
  public static String of(
      String secretHash,
      String method,
      String pathAndQuery,
      String timestampMillis,
      String nonce,
      byte[] body) {
    var signed =
        String.join("\n", method, pathAndQuery, timestampMillis, nonce, Credential.sha256(body));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(secretHash), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }

  /** Compares in a time that says nothing about where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
