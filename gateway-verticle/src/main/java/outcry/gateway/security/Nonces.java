package outcry.gateway.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * The nonces of signed requests, for as long as their time stamps are taken. Only whoever has a key
 * gets one remembered. Event loop only.
 */
final class Nonces {

  /** What was made of a nonce. */
  enum Taken {
    FIRST,
    AGAIN,
    /** So many are remembered that no more can be. */
    FULL
  }

  static final int MAX = 500_000;

  private final MessageDigest digest = sha256();
  private final TreeMap<Long, Set<Long>> bySecond = new TreeMap<>();
  private final long windowSeconds;
  private int size;

  Nonces(long windowSeconds) {
    this.windowSeconds = windowSeconds;
  }

  /**
   * @param stampSeconds of the request, within the window around now
   */
  Taken take(String keyId, String nonce, long stampSeconds, long nowSeconds) {
    while (!bySecond.isEmpty() && bySecond.firstKey() < nowSeconds - windowSeconds) {
      size -= bySecond.pollFirstEntry().getValue().size();
    }
    long hash = hash(keyId, nonce);
    for (var seen : bySecond.values()) {
      if (seen.contains(hash)) {
        return Taken.AGAIN; // also under another time stamp
      }
    }
    if (size >= MAX) {
      return Taken.FULL;
    }
    bySecond.computeIfAbsent(stampSeconds, _ -> new HashSet<>()).add(hash);
    size++;
    return Taken.FIRST;
  }

  private long hash(String keyId, String nonce) {
    digest.update((keyId + ' ' + nonce).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
