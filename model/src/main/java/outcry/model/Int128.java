package outcry.model;

import java.math.BigInteger;

/**
 * A signed 128-bit integer for sums and products of 64-bit units. Every operation is exact or
 * throws {@link ArithmeticException}.
 *
 * @param high the upper 64 bits, signed
 * @param low the lower 64 bits, unsigned
 */
public record Int128(long high, long low) implements Comparable<Int128> {

  public static final Int128 ZERO = new Int128(0, 0);

  public static Int128 of(long value) {
    return new Int128(value >> 63, value);
  }

  /** The product of two longs; it always fits. */
  public static Int128 product(long a, long b) {
    return new Int128(Math.multiplyHigh(a, b), a * b);
  }

  /**
   * {@code a * b / divisor}, rounded half to even.
   *
   * @throws ArithmeticException if the result exceeds 64 bits or the divisor is 0
   */
  public static long multiplyDivide(long a, long b, long divisor) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == low >> 63) {
      return divideHalfEven(low, divisor);
    }
    return new Int128(high, low).divide(divisor);
  }

  public Int128 plus(Int128 other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high + carry;
    if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
      throw new ArithmeticException("128-bit overflow");
    }
    return new Int128(sumHigh, sumLow);
  }

  public Int128 minus(Int128 other) {
    long differenceLow = low - other.low;
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long differenceHigh = high - other.high - borrow;
    if (((high ^ other.high) & (high ^ differenceHigh)) < 0) {
      throw new ArithmeticException("128-bit overflow");
    }
    return new Int128(differenceHigh, differenceLow);
  }

  /**
   * @throws ArithmeticException if the product exceeds 128 bits
   */
  public Int128 times(long factor) {
    if (high == low >> 63) {
      return product(low, factor);
    }
    return of(toBigInteger().multiply(BigInteger.valueOf(factor)));
  }

  /**
   * The quotient, rounded half to even.
   *
   * @throws ArithmeticException if the result exceeds 64 bits or the divisor is 0
   */
  public long divide(long divisor) {
    if (high == low >> 63) {
      return divideHalfEven(low, divisor);
    }
    var parts = toBigInteger().divideAndRemainder(BigInteger.valueOf(divisor));
    long quotient = parts[0].longValueExact();
    var twice = parts[1].abs().shiftLeft(1);
    int half = twice.compareTo(BigInteger.valueOf(divisor).abs());
    if (half > 0 || (half == 0 && (quotient & 1) != 0)) {
      boolean negative = toBigInteger().signum() * Long.signum(divisor) < 0;
      return Math.addExact(quotient, negative ? -1 : 1);
    }
    return quotient;
  }

  private static long divideHalfEven(long dividend, long divisor) {
    long quotient = Math.divideExact(dividend, divisor);
    long remainder = dividend - quotient * divisor;
    if (remainder == 0) {
      return quotient;
    }
    // |remainder| < |divisor|: compare remainder with what is left of the divisor, without doubling
    long size = -Math.abs(remainder); // negative, so that Long.MIN_VALUE needs no special case
    long rest = (divisor < 0 ? divisor : -divisor) - size;
    if (size < rest || (size == rest && (quotient & 1) != 0)) {
      return Math.addExact(quotient, (dividend ^ divisor) < 0 ? -1 : 1);
    }
    return quotient;
  }

  /**
   * @throws ArithmeticException if this exceeds 64 bits
   */
  public long toLong() {
    if (high != low >> 63) {
      throw new ArithmeticException("64-bit overflow");
    }
    return low;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  @Override
  public int compareTo(Int128 other) {
    return high != other.high
        ? Long.compare(high, other.high)
        : Long.compareUnsigned(low, other.low);
  }

  private static Int128 of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException("128-bit overflow");
    }
    return new Int128(value.shiftRight(64).longValue(), value.longValue());
  }

  public BigInteger toBigInteger() {
    return BigInteger.valueOf(high)
        .shiftLeft(64)
        .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
        .add(BigInteger.valueOf(low & 1));
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
