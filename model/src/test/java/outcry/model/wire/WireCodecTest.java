package outcry.model.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WireCodecTest {

  private static final List<Family<?>> FAMILIES = Samples.FAMILIES;

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void samplesCoverTheFamily(Family<?> family) {
    assertEquals(family.types(), family.sampledTypes());
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  <T> void everyTypeSurvivesTheRoundTrip(Family<T> family) {
    for (var sample : family.samples()) {
      assertEquals(sample, family.codec().fromBytes(family.codec().toBytes(sample)));
    }
  }

  @Test
  void namesAreUnique() {
    var names = new LinkedHashSet<String>();
    FAMILIES.forEach(family -> names.add(family.codec().name()));

    assertEquals(
        List.of(
            "market-event",
            "order-command",
            "order-reply",
            "order-event",
            "journal-advance",
            "execution-report",
            "report-page"),
        List.copyOf(names));
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void everyTruncationIsRefused(Family<?> family) {
    for (byte[] bytes : family.encodedSamples()) {
      for (int length = 0; length < bytes.length; length++) {
        byte[] truncated = Arrays.copyOf(bytes, length);
        assertThrows(WireException.class, () -> family.codec().fromBytes(truncated));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void leftOverBytesAreRefused(Family<?> family) {
    for (byte[] bytes : family.encodedSamples()) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      var refusal = assertThrows(WireException.class, () -> family.codec().fromBytes(longer));
      assertEquals("1 bytes left over", refusal.getMessage());
    }
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void everyOtherVersionIsRefused(Family<?> family) {
    byte[] bytes = family.encodedSamples().getFirst();
    int understood = bytes[0];
    for (int version = -128; version < 128; version++) {
      if (version != understood) {
        bytes[0] = (byte) version;
        var refusal = assertThrows(WireException.class, () -> family.codec().fromBytes(bytes));
        assertEquals(
            "version " + version + " where " + understood + " is understood", refusal.getMessage());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void everyUnknownTypeIsRefused(Family<?> family) {
    int known = family.types().size();
    byte[] bytes = family.encodedSamples().getFirst();
    for (int type = -128; type < 128; type++) {
      if (type < 1 || type > known) {
        bytes[1] = (byte) type;
        var refusal = assertThrows(WireException.class, () -> family.codec().fromBytes(bytes));
        assertEquals(
            "unknown type of " + family.codec().name() + ": " + type, refusal.getMessage());
      }
    }
  }

  /** Whatever is read from damaged bytes is a message of exactly these bytes. */
  @ParameterizedTest
  @FieldSource("FAMILIES")
  void damagedBytesAreAnotherMessageOrRefused(Family<?> family) {
    var random = new SplittableRandom(family.codec().name().hashCode());
    for (byte[] sample : family.encodedSamples()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = sample.clone();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        requireSameOrRefused(family.codec(), damaged);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void randomBytesAreAMessageOrRefused(Family<?> family) {
    var random = new SplittableRandom(family.codec().name().hashCode());
    byte version = family.encodedSamples().getFirst()[0];
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(2, 120)];
      random.nextBytes(bytes);
      bytes[0] = version;
      bytes[1] = (byte) random.nextInt(1, family.types().size() + 1);
      Arrays.fill(bytes, 2, Math.min(5, bytes.length), (byte) 0); // a small length is believable
      requireSameOrRefused(family.codec(), bytes);
    }
  }

  /** Anything but a WireException fails the test. */
  private static <T> void requireSameOrRefused(WireCodec<T> codec, byte[] bytes) {
    T message;
    try {
      message = codec.fromBytes(bytes);
    } catch (WireException _) {
      return; // refused, as it may be
    }
    assertArrayEquals(bytes, codec.toBytes(message), message::toString);
  }
}
