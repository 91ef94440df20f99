package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarSpecTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, TIME, 250000000, 250ms",
    "1500ms, TIME, 1500000000, 1500ms",
    "5s, TIME, 5000000000, 5s",
    "60s, TIME, 60000000000, 1m",
    "90s, TIME, 90000000000, 90s",
    "1m, TIME, 60000000000, 1m",
    "4h, TIME, 14400000000000, 4h",
    "24h, TIME, 86400000000000, 24h",
    "100t, TICK, 100, 100t",
    "2.5v, VOLUME, 250000000, 2.5v",
    "1000v, VOLUME, 100000000000, 1000v",
    "0.00000001v, VOLUME, 1, 0.00000001v"
  })
  void readsAndWrites(String text, BarSpec.Kind kind, long size, String written) {
    assertEquals(new BarSpec(kind, size), BarSpec.parse(text));
    assertEquals(written, BarSpec.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m",
        "5",
        "5 m",
        "0m",
        "-5m",
        "1.5m",
        "1e3s",
        "5d",
        "5M",
        "5us",
        "m5",
        "٣s",
        "0t",
        "2.5t",
        "0v",
        "0.000000001v",
        "9223372036854775807h",
        "9223372036855ms",
        "92233720368.54775808v"
      })
  void refusesEverythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> BarSpec.parse(text));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1, 999_999, 1_000_001})
  void aTimeBarLastsWholeMilliseconds(long nanos) {
    assertThrows(IllegalArgumentException.class, () -> new BarSpec(BarSpec.Kind.TIME, nanos));
    assertThrows(IllegalArgumentException.class, () -> BarSpec.time(Duration.ofNanos(nanos)));
  }
}
