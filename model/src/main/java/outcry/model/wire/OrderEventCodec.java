package outcry.model.wire;

import outcry.model.Liquidity;
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
import outcry.model.RefusalCode;
import outcry.model.Side;

/** The bytes of {@link OrderEvent}. Stateless; any thread. */
public final class OrderEventCodec implements WireCodec<OrderEvent> {

  public static final OrderEventCodec INSTANCE = new OrderEventCodec();

  private static final int VERSION = 2;

  private static final int ORDER_DENIED = 1;
  private static final int ORDER_INTENDED = 2;
  private static final int ORDER_ACCEPTED = 3;
  private static final int ORDER_REJECTED = 4;
  private static final int ORDER_FILLED = 5;
  private static final int CANCEL_REQUESTED = 6;
  private static final int CANCEL_REJECTED = 7;
  private static final int ORDER_CANCELED = 8;
  private static final int ORDER_EXPIRED = 9;
  private static final int AMEND_REQUESTED = 10;
  private static final int AMEND_REJECTED = 11;
  private static final int ORDER_AMENDED = 12;
  private static final int ORDER_IN_DOUBT = 13;
  private static final int ORDER_NOT_SENT = 14;
  private static final int ORDER_HELD = 16;
  private static final int ORDER_RELEASED = 17;
  private static final int TRIGGER_MOVED = 18;
  private static final int ORDER_ADOPTED = 19;
  private static final int FILL_BUSTED = 20;
  private static final int ORDER_TRIGGERED = 26;

  private static final RefusalCode[] CODES = RefusalCode.values();
  private static final Side[] SIDES = Side.values();
  private static final Liquidity[] LIQUIDITIES = Liquidity.values();

  private OrderEventCodec() {}

  @Override
  public String name() {
    return "order-event";
  }

  @Override
  public void write(OrderEvent message, WireWriter out) {
    out.putByte(VERSION)
        .putByte(type(message))
        .putString(message.account())
        .putLong(message.orderId())
        .putInt(message.version());
    switch (message) {
      case OrderDenied(_, _, _, var order, var code, var detail, _) -> {
        OrderCommandCodec.writeSubmit(order, out);
        out.putEnum(code).putString(detail);
      }
      case OrderIntended(_, _, _, var order, var deadlineNanos, var limitsVersion, _) -> {
        OrderCommandCodec.writeSubmit(order, out);
        out.putLong(deadlineNanos).putInt(limitsVersion);
      }
      case OrderAccepted(_, _, _, var venueOrderId, var venueNanos, _) ->
          out.putString(venueOrderId).putLong(venueNanos);
      case OrderRejected(_, _, _, var reason, _) -> out.putString(reason);
      case OrderFilled(
              _,
              _,
              _,
              var symbol,
              var side,
              var strategy,
              var executionId,
              var quantity,
              var price,
              var leavesQuantity,
              var fee,
              var feeCurrency,
              var liquidity,
              var venueNanos,
              _) ->
          out.putString(symbol)
              .putEnum(side)
              .putString(strategy)
              .putString(executionId)
              .putLong(quantity)
              .putLong(price)
              .putLong(leavesQuantity)
              .putLong(fee)
              .putString(feeCurrency)
              .putEnum(liquidity)
              .putLong(venueNanos);
      case CancelRequested(_, _, _, var cause, _) -> out.putString(cause);
      case OrderTriggered(_, _, _, var cause, _) -> out.putString(cause);
      case CancelRejected(_, _, _, var reason, _) -> out.putString(reason);
      case OrderCanceled(_, _, _, var reason, _) -> out.putString(reason);
      case OrderExpired(_, _, _, var reason, _) -> out.putString(reason);
      case AmendRequested(_, _, _, var quantity, var price, var cause, _) ->
          out.putLong(quantity).putLong(price).putString(cause);
      case AmendRejected(_, _, _, var reason, _) -> out.putString(reason);
      case OrderAmended(_, _, _, var quantity, var price, var venueNanos, _) ->
          out.putLong(quantity).putLong(price).putLong(venueNanos);
      case OrderInDoubt(_, _, _, var reason, _) -> out.putString(reason);
      case OrderNotSent(_, _, _, var reason, _) -> out.putString(reason);
      case OrderHeld(_, _, _, var order, var limitsVersion, _) -> {
        OrderCommandCodec.writeSubmit(order, out);
        out.putInt(limitsVersion);
      }
      case OrderReleased(
              _,
              _,
              _,
              var strategy,
              var symbol,
              var quantity,
              var price,
              var deadlineNanos,
              var limitsVersion,
              var cause,
              _) ->
          out.putString(strategy)
              .putString(symbol)
              .putLong(quantity)
              .putLong(price)
              .putLong(deadlineNanos)
              .putInt(limitsVersion)
              .putString(cause);
      case TriggerMoved(_, _, _, var triggerPrice, var cause, _) ->
          out.putLong(triggerPrice).putString(cause);
      case OrderAdopted(_, _, _, var order, var venueOrderId, var reason, _) -> {
        OrderCommandCodec.writeSubmit(order, out);
        out.putString(venueOrderId).putString(reason);
      }
      case FillBusted(
              _,
              _,
              _,
              var symbol,
              var side,
              var strategy,
              var executionId,
              var bustedExecutionId,
              var quantity,
              var price,
              var fee,
              var feeCurrency,
              var venueNanos,
              _) ->
          out.putString(symbol)
              .putEnum(side)
              .putString(strategy)
              .putString(executionId)
              .putString(bustedExecutionId)
              .putLong(quantity)
              .putLong(price)
              .putLong(fee)
              .putString(feeCurrency)
              .putLong(venueNanos);
      case AccountEvent event -> AccountEventCodec.write(event, out);
    }
    out.putLong(message.atNanos());
  }

  private static int type(OrderEvent message) {
    return switch (message) {
      case OrderDenied _ -> ORDER_DENIED;
      case OrderIntended _ -> ORDER_INTENDED;
      case OrderAccepted _ -> ORDER_ACCEPTED;
      case OrderRejected _ -> ORDER_REJECTED;
      case OrderFilled _ -> ORDER_FILLED;
      case CancelRequested _ -> CANCEL_REQUESTED;
      case CancelRejected _ -> CANCEL_REJECTED;
      case OrderCanceled _ -> ORDER_CANCELED;
      case OrderExpired _ -> ORDER_EXPIRED;
      case AmendRequested _ -> AMEND_REQUESTED;
      case AmendRejected _ -> AMEND_REJECTED;
      case OrderAmended _ -> ORDER_AMENDED;
      case OrderInDoubt _ -> ORDER_IN_DOUBT;
      case OrderNotSent _ -> ORDER_NOT_SENT;
      case OrderHeld _ -> ORDER_HELD;
      case OrderReleased _ -> ORDER_RELEASED;
      case TriggerMoved _ -> TRIGGER_MOVED;
      case OrderTriggered _ -> ORDER_TRIGGERED;
      case OrderAdopted _ -> ORDER_ADOPTED;
      case FillBusted _ -> FILL_BUSTED;
      case AccountEvent event -> AccountEventCodec.type(event);
    };
  }

  @Override
  public OrderEvent read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    var account = in.getString();
    long id = in.getLong();
    int version = in.getInt();
    return switch (type) {
      case ORDER_DENIED ->
          new OrderDenied(
              account,
              id,
              version,
              OrderCommandCodec.readSubmit(in),
              in.getEnum(CODES),
              in.getString(),
              in.getLong());
      case ORDER_INTENDED ->
          new OrderIntended(
              account,
              id,
              version,
              OrderCommandCodec.readSubmit(in),
              in.getLong(),
              in.getInt(),
              in.getLong());
      case ORDER_ACCEPTED ->
          new OrderAccepted(account, id, version, in.getString(), in.getLong(), in.getLong());
      case ORDER_REJECTED -> new OrderRejected(account, id, version, in.getString(), in.getLong());
      case ORDER_FILLED -> readFilled(account, id, version, in);
      case CANCEL_REQUESTED ->
          new CancelRequested(account, id, version, in.getString(), in.getLong());
      case CANCEL_REJECTED ->
          new CancelRejected(account, id, version, in.getString(), in.getLong());
      case ORDER_CANCELED -> new OrderCanceled(account, id, version, in.getString(), in.getLong());
      case ORDER_EXPIRED -> new OrderExpired(account, id, version, in.getString(), in.getLong());
      case AMEND_REQUESTED ->
          new AmendRequested(
              account, id, version, in.getLong(), in.getLong(), in.getString(), in.getLong());
      case AMEND_REJECTED -> new AmendRejected(account, id, version, in.getString(), in.getLong());
      case ORDER_AMENDED ->
          new OrderAmended(
              account, id, version, in.getLong(), in.getLong(), in.getLong(), in.getLong());
      case ORDER_IN_DOUBT -> new OrderInDoubt(account, id, version, in.getString(), in.getLong());
      case ORDER_NOT_SENT -> new OrderNotSent(account, id, version, in.getString(), in.getLong());
      case ORDER_HELD ->
          new OrderHeld(
              account, id, version, OrderCommandCodec.readSubmit(in), in.getInt(), in.getLong());
      case ORDER_RELEASED ->
          new OrderReleased(
              account,
              id,
              version,
              in.getString(),
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getInt(),
              in.getString(),
              in.getLong());
      case ORDER_TRIGGERED ->
          new OrderTriggered(account, id, version, in.getString(), in.getLong());
      case TRIGGER_MOVED ->
          new TriggerMoved(account, id, version, in.getLong(), in.getString(), in.getLong());
      case ORDER_ADOPTED ->
          new OrderAdopted(
              account,
              id,
              version,
              OrderCommandCodec.readSubmit(in),
              in.getString(),
              in.getString(),
              in.getLong());
      case FILL_BUSTED -> readBusted(account, id, version, in);
      case AccountEventCodec.TRADING_STATE_CHANGED,
          AccountEventCodec.LIST_SUBMITTED,
          AccountEventCodec.ALGORITHM_STARTED,
          AccountEventCodec.ALGORITHM_ENDED,
          AccountEventCodec.POSITION_ADJUSTED,
          AccountEventCodec.BALANCE_ADJUSTED,
          AccountEventCodec.LIMITS_CHANGED,
          AccountEventCodec.EQUITY_MARKED,
          AccountEventCodec.RULE_BREACHED -> {
        if (id != 0 || version != 0) {
          throw new WireException("an event of an account with an order: " + id);
        }
        yield AccountEventCodec.read(type, account, in);
      }
      default -> throw WireException.unknownType(name(), type);
    };
  }

  private static OrderFilled readFilled(String account, long id, int version, WireReader in) {
    return new OrderFilled(
        account,
        id,
        version,
        in.getString(),
        in.getEnum(SIDES),
        in.getString(),
        in.getString(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getString(),
        in.getEnum(LIQUIDITIES),
        in.getLong(),
        in.getLong());
  }

  private static FillBusted readBusted(String account, long id, int version, WireReader in) {
    return new FillBusted(
        account,
        id,
        version,
        in.getString(),
        in.getEnum(SIDES),
        in.getString(),
        in.getString(),
        in.getString(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getString(),
        in.getLong(),
        in.getLong());
  }
}
