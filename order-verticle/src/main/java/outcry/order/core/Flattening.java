package outcry.order.core;

import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingState;
import outcry.order.core.risk.AccountBook;
import outcry.order.core.risk.Exposure;

/**
 * Closes what an account holds: first its open orders are canceled, then what is left is traded
 * away by market orders that may only reduce, as many one after the other as it takes.
 */
final class Flattening {

  private final Desk desk;

  Flattening(Desk desk) {
    this.desk = desk;
  }

  /** Adds what can be done now; nothing while the venue has yet to answer. */
  void flatten(AccountBook account, String cause, Decision.Draft draft, long nowNanos) {
    boolean isQuiet = true;
    for (var order : desk.table().openOrders()) {
      if (order.submit.account().equals(account.account())) {
        isQuiet = false;
        if (!order.isCancelPending() && !order.submit.strategy().equals(AccountBook.CLOSER)) {
          Changes.cancel(order, cause, draft, nowNanos);
        }
      }
    }
    if (isQuiet) {
      for (var exposure : account.exposures()) {
        close(account, exposure, cause, draft, nowNanos);
      }
    }
  }

  private void close(
      AccountBook account, Exposure exposure, String cause, Decision.Draft draft, long nowNanos) {
    long held = exposure.position().quantity();
    var instrument = exposure.instrument();
    long most = Math.min(Math.abs(held), instrument.maxQuantity());
    long quantity = most - most % instrument.lotSize();
    if (quantity < instrument.minQuantity() || !desk.venues().containsKey(instrument.venue())) {
      return; // what is too small to be traded stays
    }
    long orderId = draft.newOrderId(desk.table());
    var order =
        new SubmitOrder(
            account.account(),
            "flatten-" + orderId,
            AccountBook.CLOSER,
            instrument.symbol(),
            held > 0 ? Side.SELL : Side.BUY,
            OrderType.MARKET,
            TimeInForce.IOC,
            quantity,
            0,
            false,
            true,
            cause,
            nowNanos);
    var states = desk.table().tradingStates();
    if (states.covering(order) == TradingState.HALTED
        || states.coveringElsewhere(order) == TradingState.HALTED) {
      return; // the journal would not take it
    }
    draft.events.add(
        new OrderIntended(
            account.account(),
            orderId,
            1,
            order,
            nowNanos + desk.config().submitDeadline().toNanos(),
            account.limits().version(),
            nowNanos));
    draft.effects.add(new Effect.Enqueue(orderId, instrument.venue()));
  }
}
