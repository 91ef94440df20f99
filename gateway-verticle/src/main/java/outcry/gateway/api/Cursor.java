package outcry.gateway.api;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/**
 * Where a list goes on: some numbers as text that means nothing to anybody else. Any gateway can
 * read what another has written; a changed one, or one of another list, is refused.
 */
final class Cursor {

  private Cursor() {}

  static String write(String list, long... keys) {
    var bytes = ByteBuffer.allocate(keys.length * Long.BYTES + Integer.BYTES);
    for (long key : keys) {
      bytes.putLong(key);
    }
    bytes.putInt(check(list, bytes.array(), keys.length * Long.BYTES));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @param count how many numbers it must have
   * @throws ProblemException if it is none of this list
   */
  static long[] read(String list, String text, int count) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var keys = new long[count];
      for (int i = 0; i < count; i++) {
        keys[i] = bytes.getLong();
      }
      if (bytes.getInt() == check(list, bytes.array(), count * Long.BYTES)
          && !bytes.hasRemaining()) {
        return keys;
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw wrong();
    }
    throw wrong();
  }

  private static int check(String list, byte[] bytes, int length) {
    var check = new CRC32C();
    check.update(list.getBytes(StandardCharsets.UTF_8));
    check.update(bytes, 0, length);
    return (int) check.getValue();
  }

  private static ProblemException wrong() {
    return new ProblemException(
        new Problem(
            400, "RANGE", "cursor is none of this list: begin with its first page", "cursor"));
  }
}
