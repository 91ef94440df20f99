package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand.SubmitOrder;
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

/**
 * The life of an order as people read it: each journaled event, and what it happened because of.
 */
final class OrderHistoryJson {

  private final Instruments instruments;

  OrderHistoryJson(Instruments instruments) {
    this.instruments = instruments;
  }

  /**
   * @param events of one order, by version
   */
  ArrayNode of(List<JournaledEvent> events) {
    var array = JsonNodeFactory.instance.arrayNode();
    Instrument instrument = null;
    for (var journaled : events) {
      var order = orderOf(journaled.event());
      if (order != null) {
        instrument = instruments.find(order.symbol()).orElse(null);
      }
      array
          .addObject()
          .put("at", ViewJson.time(journaled.event().atNanos()))
          .put("partition", journaled.partition())
          .put("sequence", journaled.sequence())
          .put("epoch", journaled.epoch())
          .put("version", journaled.event().version())
          .put("event", journaled.event().getClass().getSimpleName())
          .put("cause", cause(journaled.event()))
          .put("detail", detail(journaled.event(), instrument));
    }
    return array;
  }

  /** The order, where an event brings it along. */
  private static SubmitOrder orderOf(OrderEvent event) {
    return switch (event) {
      case OrderIntended e -> e.order();
      case OrderDenied e -> e.order();
      case OrderHeld e -> e.order();
      case OrderAdopted e -> e.order();
      case OrderEvent _ -> null;
    };
  }

  /** Empty where the venue's own doing is the cause. */
  private static String cause(OrderEvent event) {
    var order = orderOf(event);
    return switch (event) {
      case OrderReleased e -> e.cause();
      case TriggerMoved e -> e.cause();
      case OrderTriggered e -> e.cause();
      case CancelRequested e -> e.cause();
      case AmendRequested e -> e.cause();
      case OrderEvent _ when order == null -> "";
      case OrderEvent _ when order.cause().isEmpty() -> "a person asked";
      case OrderEvent _ -> order.cause();
    };
  }

  private static String detail(OrderEvent event, Instrument instrument) {
    return switch (event) {
      case OrderIntended e -> text(e.order(), instrument) + passed(e.limitsVersion());
      case OrderHeld e -> text(e.order(), instrument) + passed(e.limitsVersion());
      case OrderDenied e -> text(e.order(), instrument) + "; " + e.code() + ": " + e.detail();
      case OrderAdopted e ->
          text(e.order(), instrument) + "; at the venue " + e.venueOrderId() + "; " + e.reason();
      case OrderReleased e ->
          quantity(e.quantity(), instrument)
              + limit(e.price(), instrument)
              + passed(e.limitsVersion());
      case TriggerMoved e -> "to " + price(e.triggerPrice(), instrument);
      case OrderAccepted e ->
          "by the venue as " + e.venueOrderId() + " at " + ViewJson.time(e.venueNanos());
      case OrderFilled e ->
          quantity(e.quantity(), instrument)
              + " at "
              + price(e.price(), instrument)
              + ", "
              + quantity(e.leavesQuantity(), instrument)
              + " left, execution "
              + e.executionId()
              + " at "
              + ViewJson.time(e.venueNanos());
      case FillBusted e ->
          quantity(e.quantity(), instrument)
              + " at "
              + price(e.price(), instrument)
              + ", execution "
              + e.bustedExecutionId()
              + " taken back by "
              + e.executionId();
      case AmendRequested e ->
          "to " + quantity(e.quantity(), instrument) + limit(e.price(), instrument);
      case OrderAmended e ->
          "to " + quantity(e.quantity(), instrument) + limit(e.price(), instrument);
      case OrderRejected e -> e.reason();
      case OrderCanceled e -> e.reason();
      case OrderExpired e -> e.reason();
      case OrderInDoubt e -> e.reason();
      case OrderNotSent e -> e.reason();
      case CancelRejected e -> e.reason();
      case AmendRejected e -> e.reason();
      case CancelRequested _, OrderTriggered _ -> "";
      case AccountEvent e -> e.toString();
    };
  }

  private static String text(SubmitOrder order, Instrument instrument) {
    var instructions = order.instructions();
    return order.side()
        + " "
        + quantity(order.quantity(), instrument)
        + " "
        + order.symbol()
        + " "
        + order.type()
        + limit(order.price(), instrument)
        + (instructions.triggerPrice() == 0
            ? ""
            : " trigger " + price(instructions.triggerPrice(), instrument))
        + " "
        + order.timeInForce()
        + (order.postOnly() ? " post-only" : "")
        + (order.reduceOnly() ? " reduce-only" : "")
        + " by "
        + order.strategy()
        + (instructions.parent().isEmpty() ? "" : " for " + instructions.parent());
  }

  private static String passed(int limitsVersion) {
    return "; passed limits version " + limitsVersion;
  }

  private static String limit(long price, Instrument instrument) {
    return price == 0 ? "" : " at " + price(price, instrument);
  }

  /** A denied order may name an instrument that nobody knows: then units are all there is. */
  private static String price(long price, Instrument instrument) {
    return instrument == null ? price + " units" : instrument.priceText(price);
  }

  private static String quantity(long quantity, Instrument instrument) {
    return instrument == null ? quantity + " units" : instrument.quantityText(quantity);
  }
}
