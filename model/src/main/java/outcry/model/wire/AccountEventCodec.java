package outcry.model.wire;

import java.util.ArrayList;
import outcry.model.Contingency;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.EquityMarked;
import outcry.model.OrderEvent.LimitsChanged;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.PositionAdjusted;
import outcry.model.OrderEvent.RuleBreached;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** The part of {@link OrderEventCodec} that is about events of accounts. */
final class AccountEventCodec {

  static final int TRADING_STATE_CHANGED = 15;
  static final int LIST_SUBMITTED = 21;
  static final int ALGORITHM_STARTED = 22;
  static final int ALGORITHM_ENDED = 23;
  static final int POSITION_ADJUSTED = 24;
  static final int BALANCE_ADJUSTED = 25;
  static final int LIMITS_CHANGED = 27;
  static final int EQUITY_MARKED = 28;
  static final int RULE_BREACHED = 29;

  private static final Contingency[] CONTINGENCIES = Contingency.values();
  private static final RefusalCode[] RULES = RefusalCode.values();
  private static final Side[] SIDES = Side.values();
  private static final TradingScope[] SCOPES = TradingScope.values();
  private static final TradingState[] STATES = TradingState.values();

  private AccountEventCodec() {}

  static int type(AccountEvent event) {
    return switch (event) {
      case TradingStateChanged _ -> TRADING_STATE_CHANGED;
      case ListSubmitted _ -> LIST_SUBMITTED;
      case AlgorithmStarted _ -> ALGORITHM_STARTED;
      case AlgorithmEnded _ -> ALGORITHM_ENDED;
      case PositionAdjusted _ -> POSITION_ADJUSTED;
      case BalanceAdjusted _ -> BALANCE_ADJUSTED;
      case LimitsChanged _ -> LIMITS_CHANGED;
      case EquityMarked _ -> EQUITY_MARKED;
      case RuleBreached _ -> RULE_BREACHED;
    };
  }

  /** What is particular to the event; its time comes after it. */
  static void write(AccountEvent event, WireWriter out) {
    switch (event) {
      case TradingStateChanged(_, _, _, var scope, var key, var state, var reason, _) ->
          out.putEnum(scope).putString(key).putEnum(state).putString(reason);
      case ListSubmitted(_, var listId, var contingency, var ids, var cause, _) -> {
        out.putString(listId).putEnum(contingency).putString(cause).putInt(ids.size());
        ids.forEach(out::putString);
      }
      case AlgorithmStarted(_, var order, var limitsVersion, _) -> {
        AlgorithmCodec.write(order, out);
        out.putInt(limitsVersion);
      }
      case AlgorithmEnded(_, var algorithmId, var reason, _) ->
          out.putString(algorithmId).putString(reason);
      case PositionAdjusted(
              _,
              var symbol,
              var strategy,
              var side,
              var quantity,
              var price,
              var reason,
              _) ->
          out.putString(symbol)
              .putString(strategy)
              .putEnum(side)
              .putLong(quantity)
              .putLong(price)
              .putString(reason);
      case BalanceAdjusted(_, var venue, var currency, var amount, var reason, _) ->
          out.putString(venue).putString(currency).putLong(amount).putString(reason);
      case LimitsChanged(_, var limitsVersion, var text, _) ->
          out.putInt(limitsVersion).putString(text);
      case EquityMarked(_, var currency, var day, var dayStart, var highest, _) ->
          out.putString(currency).putLong(day).putLong(dayStart).putLong(highest);
      case RuleBreached(_, var rule, var detail, _) -> out.putEnum(rule).putString(detail);
    }
  }

  static AccountEvent read(int type, String account, WireReader in) {
    return switch (type) {
      case TRADING_STATE_CHANGED ->
          new TradingStateChanged(
              account,
              0,
              0,
              in.getEnum(SCOPES),
              in.getString(),
              in.getEnum(STATES),
              in.getString(),
              in.getLong());
      case LIST_SUBMITTED -> readList(account, in);
      case ALGORITHM_STARTED ->
          new AlgorithmStarted(account, AlgorithmCodec.read(in), in.getInt(), in.getLong());
      case ALGORITHM_ENDED ->
          new AlgorithmEnded(account, in.getString(), in.getString(), in.getLong());
      case POSITION_ADJUSTED ->
          new PositionAdjusted(
              account,
              in.getString(),
              in.getString(),
              in.getEnum(SIDES),
              in.getLong(),
              in.getLong(),
              in.getString(),
              in.getLong());
      case BALANCE_ADJUSTED ->
          new BalanceAdjusted(
              account, in.getString(), in.getString(), in.getLong(), in.getString(), in.getLong());
      case LIMITS_CHANGED -> new LimitsChanged(account, in.getInt(), in.getString(), in.getLong());
      case EQUITY_MARKED ->
          new EquityMarked(
              account, in.getString(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
      case RULE_BREACHED ->
          new RuleBreached(account, in.getEnum(RULES), in.getString(), in.getLong());
      default -> throw WireException.unknownType("order-event", type);
    };
  }

  private static ListSubmitted readList(String account, WireReader in) {
    var listId = in.getString();
    var contingency = in.getEnum(CONTINGENCIES);
    var cause = in.getString();
    int size = in.getCount(4);
    var ids = new ArrayList<String>(size);
    for (int i = 0; i < size; i++) {
      ids.add(in.getString());
    }
    return new ListSubmitted(account, listId, contingency, ids, cause, in.getLong());
  }
}
