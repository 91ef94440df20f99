package outcry.model.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import outcry.model.Levels;

/** Appends big-endian fields to a growing array. Not thread-safe. */
public final class WireWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[128];
  private int length;

  public WireWriter putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  public WireWriter putBoolean(boolean value) {
    return putByte(value ? 1 : 0);
  }

  public WireWriter putInt(int value) {
    ensure(4);
    INT.set(bytes, length, value);
    length += 4;
    return this;
  }

  public WireWriter putLong(long value) {
    ensure(8);
    LONG.set(bytes, length, value);
    length += 8;
    return this;
  }

  /** By ordinal: constants of a wire enum may be appended, never moved. */
  public WireWriter putEnum(Enum<?> value) {
    return putByte(value.ordinal());
  }

  /** UTF-8 after its length in bytes; a lone surrogate becomes a question mark. */
  public WireWriter putString(String value) {
    int size = value.length();
    ensure(4 + size);
    int start = length + 4;
    for (int i = 0; i < size; i++) {
      char c = value.charAt(i);
      if (c >= 128) {
        return putBytes(value.getBytes(StandardCharsets.UTF_8));
      }
      bytes[start + i] = (byte) c;
    }
    INT.set(bytes, length, size);
    length = start + size;
    return this;
  }

  private WireWriter putBytes(byte[] value) {
    putInt(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  public WireWriter putLevels(Levels levels) {
    putInt(levels.size());
    for (int i = 0; i < levels.size(); i++) {
      putLong(levels.price(i)).putLong(levels.quantity(i));
    }
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
