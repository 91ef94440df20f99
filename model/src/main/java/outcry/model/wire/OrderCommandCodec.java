package outcry.model.wire;

import java.util.ArrayList;
import outcry.model.Contingency;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** The bytes of {@link OrderCommand}. Stateless; any thread. */
public final class OrderCommandCodec implements WireCodec<OrderCommand> {

  public static final OrderCommandCodec INSTANCE = new OrderCommandCodec();

  private static final int VERSION = 2;

  /** Five texts, three enumerations, three longs, three booleans. */
  private static final int SUBMIT_BYTES_MIN = 50;

  private static final int SUBMIT_ORDER = 1;
  private static final int CANCEL_ORDER = 2;
  private static final int AMEND_ORDER = 3;
  private static final int CANCEL_ALL = 4;
  private static final int SET_TRADING_STATE = 5;
  private static final int SUBMIT_LIST = 6;
  private static final int START_ALGORITHM = 7;
  private static final int CANCEL_ALGORITHM = 8;

  private static final Contingency[] CONTINGENCIES = Contingency.values();
  private static final Side[] SIDES = Side.values();
  private static final OrderType[] TYPES = OrderType.values();
  private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
  private static final TradingScope[] SCOPES = TradingScope.values();
  private static final TradingState[] STATES = TradingState.values();

  private OrderCommandCodec() {}

  @Override
  public String name() {
    return "order-command";
  }

  @Override
  public void write(OrderCommand message, WireWriter out) {
    out.putByte(VERSION);
    switch (message) {
      case SubmitOrder submit -> writeSubmit(submit, out.putByte(SUBMIT_ORDER));
      case CancelOrder(var account, var clientOrderId, var cause, var atNanos) ->
          out.putByte(CANCEL_ORDER)
              .putString(account)
              .putString(clientOrderId)
              .putString(cause)
              .putLong(atNanos);
      case AmendOrder(
              var account,
              var clientOrderId,
              var quantity,
              var price,
              var triggerPrice,
              var cause,
              var atNanos) ->
          out.putByte(AMEND_ORDER)
              .putString(account)
              .putString(clientOrderId)
              .putLong(quantity)
              .putLong(price)
              .putLong(triggerPrice)
              .putString(cause)
              .putLong(atNanos);
      case SubmitList list -> writeList(list, out.putByte(SUBMIT_LIST));
      case StartAlgorithm start -> AlgorithmCodec.write(start, out.putByte(START_ALGORITHM));
      case CancelAlgorithm(var account, var algorithmId, var cause, var atNanos) ->
          out.putByte(CANCEL_ALGORITHM)
              .putString(account)
              .putString(algorithmId)
              .putString(cause)
              .putLong(atNanos);
      case CancelAll(var account, var symbol, var cause, var atNanos) ->
          out.putByte(CANCEL_ALL)
              .putString(account)
              .putString(symbol)
              .putString(cause)
              .putLong(atNanos);
      case SetTradingState(
              var account,
              var scope,
              var key,
              var state,
              var reason,
              var cause,
              var atNanos) ->
          out.putByte(SET_TRADING_STATE)
              .putString(account)
              .putEnum(scope)
              .putString(key)
              .putEnum(state)
              .putString(reason)
              .putString(cause)
              .putLong(atNanos);
    }
  }

  @Override
  public OrderCommand read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    return switch (type) {
      case SUBMIT_ORDER -> readSubmit(in);
      case CANCEL_ORDER ->
          new CancelOrder(in.getString(), in.getString(), in.getString(), in.getLong());
      case AMEND_ORDER ->
          new AmendOrder(
              in.getString(),
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getString(),
              in.getLong());
      case SUBMIT_LIST -> readList(in);
      case START_ALGORITHM -> AlgorithmCodec.read(in);
      case CANCEL_ALGORITHM ->
          new CancelAlgorithm(in.getString(), in.getString(), in.getString(), in.getLong());
      case CANCEL_ALL ->
          new CancelAll(in.getString(), in.getString(), in.getString(), in.getLong());
      case SET_TRADING_STATE ->
          new SetTradingState(
              in.getString(),
              in.getEnum(SCOPES),
              in.getString(),
              in.getEnum(STATES),
              in.getString(),
              in.getString(),
              in.getLong());
      default -> throw WireException.unknownType(name(), type);
    };
  }

  /** The fields alone: order events carry the order they are about. */
  static void writeSubmit(SubmitOrder submit, WireWriter out) {
    out.putString(submit.account())
        .putString(submit.clientOrderId())
        .putString(submit.strategy())
        .putString(submit.symbol())
        .putEnum(submit.side())
        .putEnum(submit.type())
        .putEnum(submit.timeInForce())
        .putLong(submit.quantity())
        .putLong(submit.price())
        .putBoolean(submit.postOnly())
        .putBoolean(submit.reduceOnly());
    InstructionsCodec.write(submit.instructions(), out);
    out.putString(submit.cause()).putLong(submit.atNanos());
  }

  private static void writeList(SubmitList list, WireWriter out) {
    out.putString(list.account())
        .putString(list.listId())
        .putEnum(list.contingency())
        .putInt(list.orders().size());
    list.orders().forEach(order -> writeSubmit(order, out));
    out.putString(list.cause()).putLong(list.atNanos());
  }

  private static SubmitList readList(WireReader in) {
    var account = in.getString();
    var listId = in.getString();
    var contingency = in.getEnum(CONTINGENCIES);
    int size = in.getCount(SUBMIT_BYTES_MIN);
    var orders = new ArrayList<SubmitOrder>(size);
    for (int i = 0; i < size; i++) {
      orders.add(readSubmit(in));
    }
    return new SubmitList(account, listId, contingency, orders, in.getString(), in.getLong());
  }

  static SubmitOrder readSubmit(WireReader in) {
    return new SubmitOrder(
        in.getString(),
        in.getString(),
        in.getString(),
        in.getString(),
        in.getEnum(SIDES),
        in.getEnum(TYPES),
        in.getEnum(TIMES_IN_FORCE),
        in.getLong(),
        in.getLong(),
        in.getBoolean(),
        in.getBoolean(),
        InstructionsCodec.read(in),
        in.getString(),
        in.getLong());
  }
}
