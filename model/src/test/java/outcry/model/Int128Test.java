package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every operation against BigInteger, which is slow and right. */
class Int128Test {

  private static final Int128 MAX = new Int128(Long.MAX_VALUE, -1);
  private static final Int128 MIN = new Int128(Long.MIN_VALUE, 0);

  @Property
  void readsItsTwoHalves(@ForAll long high, @ForAll long low) {
    var expected =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));

    assertEquals(expected, new Int128(high, low).toBigInteger());
    assertEquals(expected.toString(), new Int128(high, low).toString());
    assertEquals(expected.signum(), new Int128(high, low).signum());
  }

  @Property
  void productIsExact(@ForAll long a, @ForAll long b) {
    assertEquals(big(a).multiply(big(b)), Int128.product(a, b).toBigInteger());
  }

  @Property
  void plusAndMinusAreExactOrThrow(
      @ForAll long highA, @ForAll long lowA, @ForAll long highB, @ForAll long lowB) {
    var a = new Int128(highA, lowA);
    var b = new Int128(highB, lowB);

    assertSame128(a.toBigInteger().add(b.toBigInteger()), () -> a.plus(b));
    assertSame128(a.toBigInteger().subtract(b.toBigInteger()), () -> a.minus(b));
  }

  @Property
  void timesIsExactOrThrows(@ForAll int high, @ForAll long low, @ForAll long factor) {
    var narrow = Int128.of(low);
    var wide = new Int128(high, low);

    assertSame128(narrow.toBigInteger().multiply(big(factor)), () -> narrow.times(factor));
    assertSame128(wide.toBigInteger().multiply(big(factor)), () -> wide.times(factor));
  }

  @Property
  void divideRoundsHalfToEven(@ForAll byte high, @ForAll long low, @ForAll long divisor) {
    assertDivides(new Int128(high, low), divisor);
    assertDivides(Int128.of(low), divisor);
  }

  @Property
  void smallQuotientsRoundHalfToEven(@ForAll short dividend, @ForAll byte divisor) {
    assertDivides(Int128.of(dividend), divisor);
    // twice a half of something large: ties beyond 64 bits
    long large = Long.MAX_VALUE - 1;
    assertDivides(Int128.product(dividend, large / 2), large);
  }

  @Property
  void multiplyDivideIsTheRoundedQuotient(@ForAll long a, @ForAll long b, @ForAll long divisor) {
    assertSame64(
        () -> halfEven(big(a).multiply(big(b)), divisor),
        () -> Int128.multiplyDivide(a, b, divisor));
    assertSame64(
        () -> halfEven(big(a).multiply(big((int) b)), divisor),
        () -> Int128.multiplyDivide(a, (int) b, divisor));
  }

  @Property
  void ordersLikeNumbers(
      @ForAll byte highA, @ForAll long lowA, @ForAll byte highB, @ForAll long lowB) {
    var a = new Int128(highA, lowA);
    var b = new Int128(highB, lowB);

    assertEquals(a.toBigInteger().compareTo(b.toBigInteger()), a.compareTo(b));
  }

  @Example
  void theEdgesOfSixtyFourBits() {
    long min = Long.MIN_VALUE;
    long max = Long.MAX_VALUE;

    assertEquals(min, Int128.of(min).divide(1));
    assertEquals(1, Int128.of(min).divide(min));
    assertEquals(-1, Int128.of(max).divide(min));
    assertEquals(0, Int128.of(min / 2).divide(min)); // exactly half, to even
    assertEquals(min, Int128.product(min, min).divide(min));
    assertThrows(ArithmeticException.class, () -> Int128.of(min).divide(-1));
    assertThrows(ArithmeticException.class, () -> Int128.multiplyDivide(min, -1, 1));
    assertThrows(ArithmeticException.class, () -> Int128.product(max, 3).divide(2));
    assertThrows(ArithmeticException.class, () -> Int128.product(max, max).divide(0));
    assertThrows(ArithmeticException.class, () -> Int128.ZERO.divide(0));
  }

  @Example
  void roundingUpBeyondSixtyFourBitsThrows() {
    // (2 * MAX + 1) / 2 = MAX + 0.5: the even neighbour is MAX + 1
    var dividend = Int128.product(Long.MAX_VALUE, 2).plus(Int128.of(1));

    assertThrows(ArithmeticException.class, () -> dividend.divide(2));
  }

  @Example
  void theEdgesOfOneHundredAndTwentyEightBits() {
    assertEquals(Int128.of(-1), MAX.plus(MIN));
    assertThrows(ArithmeticException.class, () -> MAX.plus(Int128.of(1)));
    assertThrows(ArithmeticException.class, () -> MIN.minus(Int128.of(1)));
    assertThrows(ArithmeticException.class, () -> MIN.times(-1));
    assertThrows(ArithmeticException.class, MAX::toLong);
    assertEquals(Long.MIN_VALUE, Int128.of(Long.MIN_VALUE).toLong());
  }

  private static void assertDivides(Int128 dividend, long divisor) {
    assertSame64(() -> halfEven(dividend.toBigInteger(), divisor), () -> dividend.divide(divisor));
  }

  private static long halfEven(BigInteger dividend, long divisor) {
    return new BigDecimal(dividend)
        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static void assertSame64(LongSupplier expected, LongSupplier actual) {
    assertEquals(outcome(expected::getAsLong), outcome(actual::getAsLong));
  }

  private static void assertSame128(BigInteger expected, Supplier<Int128> actual) {
    assertEquals(
        expected.bitLength() > 127 ? "overflow" : expected.toString(), outcome(actual::get));
  }

  private static String outcome(Supplier<?> operation) {
    try {
      return operation.get().toString();
    } catch (ArithmeticException _) {
      return "overflow";
    }
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
