package outcry.venue.paper;

/**
 * How the paper venue behaves.
 *
 * @param venue its name, as in the capability record
 * @param orderLatency from the client to the venue
 * @param reportLatency from the venue to the client
 * @param makerFeeBasisPoints of the value of a maker fill; negative for a rebate
 * @param takerFeeBasisPoints of the value of a taker fill
 * @param ordersMax orders ever seen; beyond it every new order is refused
 * @param openOrdersMax working orders; beyond it new orders are refused
 * @param requestsMax requests and reports under way; beyond it new orders and amends are refused
 *     unsent. Cancels and queries have the same room again to themselves, reports are never dropped
 */
public record PaperConfig(
    String venue,
    Latency orderLatency,
    Latency reportLatency,
    int makerFeeBasisPoints,
    int takerFeeBasisPoints,
    int ordersMax,
    int openOrdersMax,
    int requestsMax) {

  public static final Latency ORDER_LATENCY = Latency.fixed(5_000_000);
  public static final Latency REPORT_LATENCY = Latency.fixed(5_000_000);
  public static final int FEE_BASIS_POINTS = 10;
  public static final int ORDERS_MAX = 1_000_000;
  public static final int OPEN_ORDERS_MAX = 10_000;
  public static final int REQUESTS_MAX = 10_000;
  private static final int BASIS_POINTS = 10_000;

  public PaperConfig {
    requirePositive("ordersMax", ordersMax);
    requirePositive("openOrdersMax", openOrdersMax);
    requirePositive("requestsMax", requestsMax);
    if (Math.abs(makerFeeBasisPoints) > BASIS_POINTS
        || Math.abs(takerFeeBasisPoints) > BASIS_POINTS) {
      throw new IllegalArgumentException("fees must be at most 10000 basis points");
    }
  }

  /** The defaults: 5 ms each way, 10 basis points. */
  public static PaperConfig of(String venue) {
    return new PaperConfig(
        venue,
        ORDER_LATENCY,
        REPORT_LATENCY,
        FEE_BASIS_POINTS,
        FEE_BASIS_POINTS,
        ORDERS_MAX,
        OPEN_ORDERS_MAX,
        REQUESTS_MAX);
  }

  public PaperConfig withLatency(Latency order, Latency report) {
    return new PaperConfig(
        venue,
        order,
        report,
        makerFeeBasisPoints,
        takerFeeBasisPoints,
        ordersMax,
        openOrdersMax,
        requestsMax);
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, was " + value);
    }
  }
}
