package outcry.model.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What its owner has of a key: {@code outcry_ID_SECRET}. The secret is 256 random bits, so a plain
 * SHA-256 of it is enough to store: there is nothing to guess.
 *
 * @param id 12 of a-z and 0-9
 * @param secret 43 characters of URL-safe Base64
 */
public record Credential(String id, String secret) {

  public static final String PREFIX = "outcry_";

  private static final int ID_LENGTH = 12;
  private static final int SECRET_BYTES = 32;
  private static final String ID_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final Pattern TEXT =
      Pattern.compile(PREFIX + "([a-z0-9]{12})_([A-Za-z0-9_-]{43})");

  /** How many random bytes {@link #of} takes. */
  public static final int RANDOM_BYTES = ID_LENGTH + SECRET_BYTES;

  /**
   * @param random {@link #RANDOM_BYTES} of a cryptographic generator
   */
  public static Credential of(byte[] random) {
    var id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_CHARACTERS.charAt((random[i] & 0xff) % ID_CHARACTERS.length()));
    }
    var secret = Arrays.copyOfRange(random, ID_LENGTH, RANDOM_BYTES);
    return new Credential(
        id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Empty if the text is none. */
  public static Optional<Credential> parse(String text) {
    var found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(new Credential(found.group(1), found.group(2)))
        : Optional.empty();
  }

  /** As its owner keeps it. */
  public String text() {
    return PREFIX + id + "_" + secret;
  }

  /** What is stored of the secret, and what requests are signed with. */
  public String secretHash() {
    return sha256(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /** 64 lower-case hex digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return PREFIX + id + "_...";
  }
}
