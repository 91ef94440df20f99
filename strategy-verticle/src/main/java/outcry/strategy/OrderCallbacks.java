package outcry.strategy;

import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.OrderReleased;
import outcry.model.OrderEvent.OrderTriggered;
import outcry.model.OrderEvent.TriggerMoved;

/** Which callback of a strategy an order event is. */
final class OrderCallbacks {

  private final TradingStrategy<?> strategy;

  OrderCallbacks(TradingStrategy<?> strategy) {
    this.strategy = strategy;
  }

  /** The most specific first. */
  void tell(OrderTicket ticket, OrderEvent event) {
    if (ticket != null) {
      tellSpecific(ticket, event);
      strategy.onOrderEvent(ticket, event);
    }
  }

  private void tellSpecific(OrderTicket ticket, OrderEvent event) {
    switch (event) {
      case OrderAccepted e -> strategy.onOrderAccepted(ticket, e);
      case OrderFilled e -> strategy.onOrderFilled(ticket, e);
      case OrderCanceled e -> strategy.onOrderCanceled(ticket, e);
      case OrderExpired e -> strategy.onOrderExpired(ticket, e);
      case OrderRejected e -> strategy.onOrderRejected(ticket, e);
      case OrderDenied e -> strategy.onOrderDenied(ticket, e);
      case OrderInDoubt e -> strategy.onOrderInDoubt(ticket, e);
      case OrderNotSent e -> strategy.onOrderNotSent(ticket, e);
      case OrderAmended e -> strategy.onOrderAmended(ticket, e);
      case AmendRejected e -> strategy.onAmendRejected(ticket, e);
      case CancelRejected e -> strategy.onCancelRejected(ticket, e);
      case OrderIntended _, CancelRequested _, AmendRequested _ -> {} // onOrderEvent tells them
      case OrderHeld _, OrderReleased _, TriggerMoved _, OrderTriggered _ -> {}
      case OrderAdopted _, FillBusted _ -> {}
      case AccountEvent _ -> throw new IllegalArgumentException("not about an order");
    }
  }
}
