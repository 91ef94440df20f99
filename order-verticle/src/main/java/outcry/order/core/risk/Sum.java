package outcry.order.core.risk;

import outcry.model.Int128;

/** A 128-bit sum that is added to in place: sums of a hot path without garbage. */
final class Sum {

  private long high;
  private long low;

  void clear() {
    high = 0;
    low = 0;
  }

  /** Cannot overflow: that would take 2^64 terms. */
  void add(long term) {
    long sum = low + term;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += (term >> 63) + carry;
    low = sum;
  }

  int compareTo(long value) {
    long itsHigh = value >> 63;
    return high != itsHigh ? Long.compare(high, itsHigh) : Long.compareUnsigned(low, value);
  }

  /** The sum, or the 64-bit number closest to it. */
  long saturated() {
    if (high == low >> 63) {
      return low == Long.MIN_VALUE ? -Long.MAX_VALUE : low;
    }
    return high < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
  }

  Int128 value() {
    return new Int128(high, low);
  }
}
