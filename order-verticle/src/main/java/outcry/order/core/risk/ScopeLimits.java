package outcry.order.core.risk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a scope may do: the whole house, an account, or a strategy within an account. Money is
 * {@code 10^-8} of the quote currency; sums are per quote currency, nothing is converted. 0 is no
 * limit. Immutable.
 *
 * @param orderValueMax largest order
 * @param openOrdersMax open orders at once, those in doubt included
 * @param grossExposureMax sum over the instruments of the largest position that what is open could
 *     lead to, long or short, at the reference
 * @param netExposureMax the same sum with its signs, if all buys or all sells filled
 * @param orders new and amended orders
 * @param messages everything sent to venues; cancels are counted, and never refused
 * @param instruments limits by symbol
 */
public record ScopeLimits(
    long orderValueMax,
    int openOrdersMax,
    long grossExposureMax,
    long netExposureMax,
    Rate orders,
    Rate messages,
    Map<String, InstrumentLimits> instruments) {

  /** No limit at all. */
  public static final ScopeLimits NONE =
      new ScopeLimits(0, 0, 0, 0, Rate.NONE, Rate.NONE, Map.of());

  public ScopeLimits {
    requireNotNegative("orderValueMax", orderValueMax);
    requireNotNegative("openOrdersMax", openOrdersMax);
    requireNotNegative("grossExposureMax", grossExposureMax);
    requireNotNegative("netExposureMax", netExposureMax);
    instruments = Map.copyOf(instruments);
  }

  /** These limits with others for one instrument. */
  public ScopeLimits with(String symbol, InstrumentLimits limits) {
    var all = new LinkedHashMap<>(instruments);
    all.put(symbol, limits);
    return new ScopeLimits(
        orderValueMax, openOrdersMax, grossExposureMax, netExposureMax, orders, messages, all);
  }

  /** These limits with others on exposure. */
  public ScopeLimits withExposure(long gross, long net) {
    return new ScopeLimits(orderValueMax, openOrdersMax, gross, net, orders, messages, instruments);
  }

  /** These limits with other rates. */
  public ScopeLimits withRates(Rate newOrders, Rate newMessages) {
    return new ScopeLimits(
        orderValueMax,
        openOrdersMax,
        grossExposureMax,
        netExposureMax,
        newOrders,
        newMessages,
        instruments);
  }

  boolean limitsExposure() {
    return grossExposureMax > 0 || netExposureMax > 0;
  }

  private static void requireNotNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " must be at least 0, was " + value);
    }
  }
}
