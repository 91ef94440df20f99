package outcry.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What binds a row to the row before it: SHA-256 over that row's hash and this row's content. */
final class HashChain {

  /** Before the first row of a chain. */
  static final byte[] START = new byte[32];

  private final MessageDigest digest;
  private final ByteBuffer numbers = ByteBuffer.allocate(16);

  HashChain() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] event(byte[] before, long position, long epoch, byte[] payload) {
    begin(before, position, epoch);
    return digest.digest(payload);
  }

  byte[] note(byte[] before, long number, AuditNote note) {
    begin(before, number, note.atNanos());
    text(note.kind().name());
    text(note.account());
    text(note.actor());
    text(note.detail());
    return digest.digest();
  }

  private void begin(byte[] before, long first, long second) {
    digest.update(before);
    digest.update(numbers.clear().putLong(first).putLong(second).flip());
  }

  /** With its length, so that no text can pass for the end of another. */
  private void text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(numbers.clear().putLong(bytes.length).flip());
    digest.update(bytes);
  }
}
