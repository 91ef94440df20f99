package outcry.venue.binance;

/** A window on the parser's characters, so that text is read without making a String of it. */
final class CharSlice implements CharSequence {

  private char[] chars = new char[0];
  private int offset;
  private int length;

  CharSlice over(char[] chars, int offset, int length) {
    this.chars = chars;
    this.offset = offset;
    this.length = length;
    return this;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[offset + index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CharSlice().over(chars, offset + start, end - start);
  }

  boolean is(String text) {
    return length == text.length() && startsWith(text, length);
  }

  /** Whether the first {@code count} characters are those of {@code text}. */
  boolean startsWith(String text, int count) {
    if (length < count || text.length() < count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (chars[offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int indexOf(char wanted) {
    for (int i = 0; i < length; i++) {
      if (chars[offset + i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return new String(chars, offset, length);
  }
}
