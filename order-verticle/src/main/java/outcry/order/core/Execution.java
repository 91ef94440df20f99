package outcry.order.core;

import outcry.model.ExecutionReport;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.PositionEvent;

/**
 * What a venue said about one execution.
 *
 * @param isBust whether it takes back another one
 * @param isGone whether it was taken back
 */
record Execution(
    long orderId,
    long quantity,
    long price,
    long fee,
    String feeCurrency,
    boolean isBust,
    boolean isGone) {

  static Execution of(PositionEvent event) {
    var fill = event.fill();
    return new Execution(
        event.orderId(),
        fill.quantity(),
        fill.price(),
        event.fee(),
        event.feeCurrency(),
        event instanceof FillBusted,
        false);
  }

  Execution takenBack() {
    return new Execution(orderId, quantity, price, fee, feeCurrency, isBust, true);
  }

  /** Whether a report is a repetition of this fill; a venue may tell its fee later. */
  boolean isSame(long ofOrder, ExecutionReport.Filled report) {
    return !isBust
        && orderId == ofOrder
        && quantity == report.quantity()
        && price == report.price();
  }
}
