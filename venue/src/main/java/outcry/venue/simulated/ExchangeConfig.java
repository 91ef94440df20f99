package outcry.venue.simulated;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * @param venue its name in capabilities
 * @param accounts who may trade
 * @param restingOrdersMax per instrument, of clients and agents together; more are refused as
 *     OVERLOADED
 * @param clientOrdersMax the most client order ids ever: they are remembered for ever, so that none
 *     is taken twice, and at this bound new orders are refused as OVERLOADED
 * @param makerFeeBasisPoints of the traded value; negative for a rebate
 * @param takerFeeBasisPoints of the traded value; negative for a rebate
 */
public record ExchangeConfig(
    String venue,
    List<String> accounts,
    int restingOrdersMax,
    int clientOrdersMax,
    int makerFeeBasisPoints,
    int takerFeeBasisPoints,
    SelfTradePrevention selfTrades) {

  static final int RESTING_ORDERS_MAX = 100_000;
  static final int CLIENT_ORDERS_MAX = 1_000_000;
  static final int MAKER_FEE_BASIS_POINTS = 1;
  static final int TAKER_FEE_BASIS_POINTS = 4;
  private static final int FEE_BASIS_POINTS_MAX = 1_000;

  public ExchangeConfig {
    Objects.requireNonNull(venue);
    Objects.requireNonNull(selfTrades);
    accounts = List.copyOf(accounts);
    if (restingOrdersMax < 1 || clientOrdersMax < 1) {
      throw new IllegalArgumentException(
          "restingOrdersMax and clientOrdersMax must be at least 1, were %d and %d"
              .formatted(restingOrdersMax, clientOrdersMax));
    }
    if (Math.abs(makerFeeBasisPoints) > FEE_BASIS_POINTS_MAX
        || Math.abs(takerFeeBasisPoints) > FEE_BASIS_POINTS_MAX) {
      throw new IllegalArgumentException("fees must be within 1000 basis points");
    }
  }

  /** Maker 1 and taker 4 basis points, a million client orders, cancel-resting. */
  public static ExchangeConfig standard(String venue, Collection<String> accounts) {
    return new ExchangeConfig(
        venue,
        List.copyOf(accounts),
        RESTING_ORDERS_MAX,
        CLIENT_ORDERS_MAX,
        MAKER_FEE_BASIS_POINTS,
        TAKER_FEE_BASIS_POINTS,
        SelfTradePrevention.CANCEL_RESTING);
  }
}
