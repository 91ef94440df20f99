package outcry.model;

/**
 * An amount of one currency.
 *
 * @param currency e.g. {@code USDT}; not null
 * @param units the amount in {@code 10^-8} of the currency
 */
public record Money(String currency, long units) {

  /** Decimal places of every money amount. */
  public static final int SCALE = 8;

  public static Money zero(String currency) {
    return new Money(currency, 0);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException on overflow
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(currency, Math.addExact(units, other.units));
  }

  /** The decimal text of units alone. */
  public static String text(long units) {
    return Decimal.text(units, SCALE);
  }

  @Override
  public String toString() {
    return text(units) + " " + currency;
  }
}
