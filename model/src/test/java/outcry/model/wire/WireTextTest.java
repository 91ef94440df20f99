package outcry.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "\u0000\u007f", "\u0080", "ASCII then ü", "漢字", "😀", "\ufeffa"})
  void textSurvivesTheRoundTrip(String text) {
    assertEquals(text, roundTrip(text));
  }

  @Test
  void textLongerThanTheFirstArraySurvives() {
    var ascii = "0123456789".repeat(1_000);
    assertEquals(ascii, roundTrip(ascii));
    assertEquals(ascii + "é", roundTrip(ascii + "é"));
  }

  @Test
  void aLoneSurrogateBecomesAQuestionMark() {
    assertEquals("a?b", roundTrip("a\ud800b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0 80", "ed a0 80", "e2 82", "41 80"})
  void bytesThatAreNotUtf8AreRefused(String hex) {
    byte[] text = HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] bytes = ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();

    var refusal = assertThrows(WireException.class, () -> new WireReader(bytes).getString());
    assertEquals("text is not UTF-8", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 3, Integer.MAX_VALUE})
  void aLengthThatCannotBeIsRefusedBeforeAnythingIsAllocated(int length) {
    byte[] bytes =
        ByteBuffer.allocate(6).putInt(length).put("ab".getBytes(StandardCharsets.US_ASCII)).array();

    assertThrows(WireException.class, () -> new WireReader(bytes).getString());
    assertThrows(WireException.class, () -> new WireReader(bytes).getLevels());
  }

  private static String roundTrip(String text) {
    var out = new WireWriter().putByte(7).putString(text).putLong(42);
    var in = new WireReader(out.toBytes());
    assertEquals(7, in.getByte());
    var read = in.getString();
    assertEquals(42, in.getLong());
    in.requireEnd();
    return read;
  }
}
