package outcry.model;

import java.util.Objects;

/**
 * What can be traded. Prices and quantities of the instrument are {@code long} counts of {@code
 * 10^-priceScale} and {@code 10^-quantityScale}; the scales never change, tick and lot may.
 *
 * @param symbol unique over all venues, e.g. {@code BTCUSDT.BINANCE}
 * @param venue the venue's name, the part after the dot
 * @param baseCurrency what is bought; for a future its root, e.g. {@code MNQ}
 * @param quoteCurrency what prices, profit and loss are counted in
 * @param priceScale decimal places of prices
 * @param quantityScale decimal places of quantities
 * @param tickSize smallest price step, in price units
 * @param lotSize smallest quantity step, in quantity units
 * @param minQuantity smallest order, in quantity units
 * @param maxQuantity largest order, in quantity units
 * @param minNotional smallest order value, in {@code 10^-8} quote currency; 0 for none
 * @param multiplier contract multiplier, e.g. 2 for MNQ; 1 for spot
 */
public record Instrument(
    String symbol,
    AssetClass assetClass,
    String venue,
    String baseCurrency,
    String quoteCurrency,
    int priceScale,
    int quantityScale,
    long tickSize,
    long lotSize,
    long minQuantity,
    long maxQuantity,
    long minNotional,
    int multiplier) {

  public Instrument {
    Objects.requireNonNull(symbol);
    Objects.requireNonNull(assetClass);
    Objects.requireNonNull(baseCurrency);
    Objects.requireNonNull(quoteCurrency);
    if (venue.isEmpty() || !symbol.endsWith("." + venue) || symbol.startsWith(".")) {
      throw new IllegalArgumentException(
          "symbol " + symbol + " must be a name, a dot and " + venue);
    }
    if (priceScale < 0 || priceScale > 9 || quantityScale < 0 || quantityScale > 9) {
      throw new IllegalArgumentException(symbol + ": scales must be 0 to 9");
    }
    requirePositive(symbol, "tickSize", tickSize);
    requirePositive(symbol, "lotSize", lotSize);
    requirePositive(symbol, "minQuantity", minQuantity);
    requirePositive(symbol, "multiplier", multiplier);
    if (maxQuantity < minQuantity || minNotional < 0) {
      throw new IllegalArgumentException(symbol + ": maxQuantity or minNotional out of range");
    }
  }

  private static void requirePositive(String symbol, String field, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(symbol + ": " + field + " must be positive, was " + value);
    }
  }

  /**
   * Price text to units.
   *
   * @throws DecimalException if it is not a decimal of at most {@code priceScale} places
   */
  public long price(CharSequence text) {
    return Decimal.parse(text, priceScale);
  }

  /**
   * Quantity text to units.
   *
   * @throws DecimalException if it is not a decimal of at most {@code quantityScale} places
   */
  public long quantity(CharSequence text) {
    return Decimal.parse(text, quantityScale);
  }

  public String priceText(long price) {
    return Decimal.text(price, priceScale);
  }

  public String quantityText(long quantity) {
    return Decimal.text(quantity, quantityScale);
  }

  /**
   * {@code price * quantity * multiplier} in {@code 10^-8} quote currency, rounded half to even
   * where the scales add up to more than eight places.
   *
   * @throws ArithmeticException on overflow of 64 bits
   */
  public long notional(long price, long quantity) {
    long contracts = Math.multiplyExact(quantity, multiplier);
    int places = priceScale + quantityScale;
    if (places >= Money.SCALE) {
      return Int128.multiplyDivide(price, contracts, Decimal.powerOfTen(places - Money.SCALE));
    }
    return Int128.product(price, contracts)
        .times(Decimal.powerOfTen(Money.SCALE - places))
        .toLong();
  }

  public boolean isOnTick(long price) {
    return price % tickSize == 0;
  }

  public boolean isOnLot(long quantity) {
    return quantity % lotSize == 0;
  }

  /** The largest price on a tick that is at most {@code price}. */
  public long floorToTick(long price) {
    return Math.multiplyExact(Math.floorDiv(price, tickSize), tickSize);
  }

  /** The smallest price on a tick that is at least {@code price}. */
  public long ceilToTick(long price) {
    return Math.multiplyExact(Math.ceilDiv(price, tickSize), tickSize);
  }
}
