package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Decimal against BigDecimal, which is slow and right. */
class DecimalPropertyTest {

  private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?");

  @Property
  void textIsThePlainTextOfTheNumber(
      @ForAll long units, @ForAll @IntRange(min = 0, max = 18) int scale) {
    assertEquals(BigDecimal.valueOf(units, scale).toPlainString(), Decimal.text(units, scale));
  }

  @Property
  void smallNumbersKeepTheirZeros(
      @ForAll short units, @ForAll @IntRange(min = 0, max = 18) int scale) {
    assertEquals(BigDecimal.valueOf(units, scale).toPlainString(), Decimal.text(units, scale));
  }

  @Property
  void textIsReadBackAsTheSameNumber(
      @ForAll long units, @ForAll @IntRange(min = 0, max = 18) int scale) {
    var text = Decimal.text(units, scale);

    assertEquals(new Decimal(units, scale), Decimal.parse(text));
    assertEquals(units, Decimal.parse(text, scale));
  }

  @Property(tries = 20_000)
  void everyTextIsReadAsTheGrammarAndBigDecimalSay(
      @ForAll("almostNumbers") String text, @ForAll @IntRange(min = 0, max = 18) int scale) {
    assertEquals(expected(text, scale), outcome(() -> Decimal.parse(text, scale)));
  }

  @Property
  void unitsAtIsExactOrRefused(
      @ForAll long units,
      @ForAll @IntRange(min = 0, max = 18) int scale,
      @ForAll @IntRange(min = 0, max = 18) int newScale) {
    var number = new Decimal(units, scale);

    assertEquals(
        expected(BigDecimal.valueOf(units, scale), newScale),
        outcome(() -> number.unitsAt(newScale)));
  }

  @Property
  void comparesByValue(
      @ForAll long a,
      @ForAll long b,
      @ForAll @IntRange(min = 0, max = 18) int scaleA,
      @ForAll @IntRange(min = 0, max = 18) int scaleB) {
    assertEquals(
        BigDecimal.valueOf(a, scaleA).compareTo(BigDecimal.valueOf(b, scaleB)),
        new Decimal(a, scaleA).compareTo(new Decimal(b, scaleB)));
  }

  @Provide
  Arbitrary<String> almostNumbers() {
    var digits = Arbitraries.strings().withCharRange('0', '9').ofMaxLength(20);
    var tails = Arbitraries.of("", ".", ".0", ".00", ".5", ".25", "e5", "-", ".-1", " ", "٣");
    var signs = Arbitraries.of("", "", "", "-", "+", "0");
    var places = Arbitraries.strings().withCharRange('0', '9').ofMaxLength(19);
    return Combinators.combine(signs, digits, tails, places)
        .as((sign, whole, tail, place) -> sign + whole + tail + place);
  }

  private static String expected(String text, int scale) {
    if (text.length() > 38 || !GRAMMAR.matcher(text).matches()) {
      return "DECIMAL_SYNTAX";
    }
    return expected(new BigDecimal(text), scale);
  }

  private static String expected(BigDecimal number, int scale) {
    if (number.stripTrailingZeros().scale() > scale) {
      return "PRECISION";
    }
    var units = number.setScale(scale).unscaledValue();
    return units.bitLength() > 63 ? "OVERFLOW" : units.toString();
  }

  private static String outcome(Supplier<Long> reading) {
    try {
      return reading.get().toString();
    } catch (DecimalException e) {
      return e.code().name();
    }
  }
}
