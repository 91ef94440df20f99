package outcry.order.core;

import outcry.model.ExecutionReport;

/**
 * Something that moved a position or a balance of ours.
 *
 * @param executionId empty for an adjustment
 * @param clientOrderId empty for an adjustment
 * @param symbol empty for an adjustment of money
 * @param quantity what it did to the position, quantity units
 * @param price price units
 * @param value what it did to the balance of {@code currency}, {@code 10^-8}, fee aside
 * @param fee paid, {@code 10^-8} of the fee currency
 * @param isStanding whether it is a fill that stands, as its venue should list it
 * @param venueNanos when the venue says it happened; for an adjustment when it was decided
 * @param atNanos when it was decided
 */
public record Booked(
    String executionId,
    String clientOrderId,
    String symbol,
    long quantity,
    long price,
    String currency,
    long value,
    String feeCurrency,
    long fee,
    boolean isStanding,
    long venueNanos,
    long atNanos) {

  /** Whether a report is a repetition of this; a venue may tell its fee later. */
  boolean isSame(ExecutionReport.Filled report) {
    return clientOrderId.equals(report.clientOrderId())
        && Math.abs(quantity) == report.quantity()
        && price == report.price();
  }

  Booked takenBack() {
    return new Booked(
        executionId,
        clientOrderId,
        symbol,
        quantity,
        price,
        currency,
        value,
        feeCurrency,
        fee,
        false,
        venueNanos,
        atNanos);
  }

  /** What it did to the balance of a currency. */
  public long inCurrency(String which) {
    return (which.equals(currency) ? value : 0) - (which.equals(feeCurrency) ? fee : 0);
  }
}
