package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-0, 0, 0",
    "0.0, 0, 1",
    "-0.00, 0, 2",
    "1, 1, 0",
    "-1.5, -15, 1",
    "0.5, 5, 1",
    "10.050, 10050, 3",
    "0.000000000000000001, 1, 18",
    "9223372036854775807, 9223372036854775807, 0",
    "-9223372036854775808, -9223372036854775808, 0",
    "9.223372036854775807, 9223372036854775807, 18",
    "-9.223372036854775808, -9223372036854775808, 18",
  })
  void readsTheGrammar(String text, long units, int scale) {
    assertEquals(new Decimal(units, scale), Decimal.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "1e5",
        "1E999999999",
        "0x10",
        "1_000",
        "1,5",
        "1,234.5",
        "+1",
        "01",
        "-01",
        "00",
        "00.5",
        "1.",
        ".5",
        "-.5",
        "--1",
        "1-",
        "1.2.3",
        "1..2",
        " 1",
        "1 ",
        "1.-5",
        "١٢",
        "1.٥",
        "１",
        "null",
        "12345678901234567890",
        "99999999999999999999999",
        "99999999999999999999x",
        "9223372036854775808x",
        "0.1234567890123456789",
        "1.0000000000000000000",
        "1\u0000",
        "-1234567890123456789.1234567890123456789"
      })
  void refusesEverythingElse(String text) {
    assertEquals(RefusalCode.DECIMAL_SYNTAX, refusal(() -> Decimal.parse(text)));
    assertEquals(RefusalCode.DECIMAL_SYNTAX, refusal(() -> Decimal.parse(text, 2)));
    assertEquals(RefusalCode.DECIMAL_SYNTAX, refusal(() -> Decimal.parse(text, 18)));
  }

  @Test
  void thirtyEightCharactersAreReadAndThirtyNineAreNot() {
    var thirtyEight = "1000000000000000000.000000000000000000";
    assertEquals(38, thirtyEight.length());
    assertEquals(1_000_000_000_000_000_000L, Decimal.parse(thirtyEight, 0));
    var thirtyNine = "-" + thirtyEight;
    assertEquals(RefusalCode.DECIMAL_SYNTAX, refusal(() -> Decimal.parse(thirtyNine, 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, 0",
    "-9223372036854775809, 0",
    "92233720368547758.08, 2",
    "9223372036854775807, 1",
    "-9223372036854775808, 1",
    "9999999999999999999, 0",
    "10, 18",
    "-9.223372036854775809, 18",
  })
  void unitsBeyondSixtyFourBitsAreAnOverflow(String text, int scale) {
    assertEquals(RefusalCode.OVERFLOW, refusal(() -> Decimal.parse(text, scale)));
  }

  @ParameterizedTest
  @CsvSource({"1.5, 0", "1.001, 2", "0.000000000000000001, 17", "9999999999999999999.5, 0"})
  void digitsBeyondTheScaleAreRefusedNotRounded(String text, int scale) {
    assertEquals(RefusalCode.PRECISION, refusal(() -> Decimal.parse(text, scale)));
  }

  @ParameterizedTest
  @CsvSource({"1.500, 1, 15", "2.000000000000000000, 0, 2", "-0.10, 1, -1", "3, 8, 300000000"})
  void zerosBeyondTheScaleAreTheSameNumber(String text, int scale, long units) {
    assertEquals(units, Decimal.parse(text, scale));
  }

  @Test
  void refusalsShowTheTextWithoutItsControlCharacters() {
    var refusal = assertThrows(DecimalException.class, () -> Decimal.parse("1\n\u001b٥"));
    assertEquals("not a decimal number: \"1???\"", refusal.getMessage());

    var shortened = assertThrows(DecimalException.class, () -> Decimal.parse("x".repeat(2_000)));
    assertEquals("not a decimal number: \"" + "x".repeat(40) + "...\"", shortened.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 19, Integer.MAX_VALUE})
  void aScaleBeyondEighteenIsRefused(int scale) {
    assertThrows(IllegalArgumentException.class, () -> new Decimal(0, scale));
  }

  @Test
  void unitsAtAnotherScale() {
    assertEquals(1_500, Decimal.parse("1.5").unitsAt(3));
    assertEquals(15, Decimal.parse("1.500").unitsAt(1));
    assertEquals(RefusalCode.PRECISION, refusal(() -> Decimal.parse("1.5").unitsAt(0)));
    assertEquals(RefusalCode.OVERFLOW, refusal(() -> new Decimal(Long.MAX_VALUE, 0).unitsAt(1)));
    assertEquals(RefusalCode.OVERFLOW, refusal(() -> new Decimal(Long.MIN_VALUE, 0).unitsAt(18)));
    assertEquals(0, new Decimal(0, 0).unitsAt(18));
  }

  private static RefusalCode refusal(Runnable parsing) {
    return assertThrows(DecimalException.class, parsing::run).code();
  }
}
