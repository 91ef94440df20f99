package outcry.model.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import outcry.model.Levels;

/**
 * Reads what {@link WireWriter} wrote; every length is checked before it is believed. Not
 * thread-safe.
 */
public final class WireReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;

  public WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int getByte() {
    require(1);
    return bytes[position++];
  }

  public boolean getBoolean() {
    int value = getByte();
    if (value != 0 && value != 1) {
      throw new WireException("not a boolean: " + value);
    }
    return value == 1;
  }

  public int getInt() {
    require(4);
    int value = (int) INT.get(bytes, position);
    position += 4;
    return value;
  }

  public long getLong() {
    require(8);
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  public <E extends Enum<E>> E getEnum(E[] constants) {
    int ordinal = getByte();
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new WireException("not one of " + constants.length + " constants: " + ordinal);
    }
    return constants[ordinal];
  }

  /**
   * @throws WireException if it is not UTF-8 to the letter
   */
  public String getString() {
    int size = getCount(1);
    int start = position;
    position += size;
    for (int i = start; i < position; i++) {
      if (bytes[i] < 0) {
        return decode(start, size);
      }
    }
    return new String(bytes, start, size, StandardCharsets.ISO_8859_1); // ASCII: the cheapest copy
  }

  private String decode(int start, int size) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, size))
          .toString();
    } catch (CharacterCodingException e) {
      throw new WireException("text is not UTF-8");
    }
  }

  /**
   * How many items follow.
   *
   * @param bytesEach the fewest bytes an item takes
   * @throws WireException if so many cannot be left
   */
  public int getCount(int bytesEach) {
    int count = getInt();
    if (count < 0 || count > remaining() / bytesEach) {
      throw new WireException("impossible count or length: " + count);
    }
    return count;
  }

  public Levels getLevels() {
    int size = getCount(16);
    var prices = new long[size];
    var quantities = new long[size];
    for (int i = 0; i < size; i++) {
      prices[i] = getLong();
      quantities[i] = getLong();
    }
    return new Levels(prices, quantities);
  }

  /**
   * @throws WireException unless the next byte is {@code version}
   */
  public void requireVersion(int version) {
    int found = getByte();
    if (found != version) {
      throw new WireException("version " + found + " where " + version + " is understood");
    }
  }

  public void requireEnd() {
    if (remaining() != 0) {
      throw new WireException(remaining() + " bytes left over");
    }
  }

  private int remaining() {
    return bytes.length - position;
  }

  private void require(int size) {
    if (size < 0 || size > remaining()) {
      throw new WireException(size + " bytes wanted, " + remaining() + " left");
    }
  }
}
