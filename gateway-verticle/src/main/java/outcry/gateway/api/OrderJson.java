package outcry.gateway.api;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import outcry.bus.RefusedException;
import outcry.model.Contingency;
import outcry.model.Decimal;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.query.OrderView;

/** Reads the bodies of requests about orders. */
final class OrderJson {

  private static final Set<String> MEMBER_FIELDS =
      Set.of(
          "clientOrderId",
          "symbol",
          "side",
          "type",
          "timeInForce",
          "quantity",
          "price",
          "postOnly",
          "reduceOnly",
          "triggerPrice",
          "triggerBy",
          "trail",
          "trailUnit",
          "displayQuantity",
          "expireTime");
  private static final Set<String> ORDER_FIELDS = with(MEMBER_FIELDS, "account");
  private static final Set<String> LIST_FIELDS =
      Set.of("account", "listId", "contingency", "orders");
  private static final Set<String> AMEND_FIELDS = Set.of("quantity", "price", "triggerPrice");
  private static final Set<String> STATE_FIELDS = Set.of("scope", "key", "state", "reason");

  private final Instruments instruments;

  OrderJson(Instruments instruments) {
    this.instruments = instruments;
  }

  /**
   * @throws RefusedException naming the field
   */
  SubmitOrder order(Buffer body, long nowNanos) {
    var json = StrictJson.object(body, ORDER_FIELDS);
    return order(json, json.text("account"), nowNanos);
  }

  /**
   * Several orders at once, of the account the list names.
   *
   * @throws RefusedException naming the field
   */
  SubmitList list(Buffer body, long nowNanos) {
    var json = StrictJson.object(body, LIST_FIELDS);
    var account = json.text("account");
    return new SubmitList(
        account,
        json.text("listId"),
        json.constant("contingency", Contingency.values(), Contingency.NONE),
        json.objects("orders", MEMBER_FIELDS, OrderCommand.LIST_MAX).stream()
            .map(order -> order(order, account, nowNanos))
            .toList(),
        "manual",
        nowNanos);
  }

  private SubmitOrder order(StrictJson json, String account, long nowNanos) {
    var symbol = json.text("symbol");
    var instrument = instrument(symbol);
    var type = json.constant("type", OrderType.values(), OrderType.LIMIT);
    return new SubmitOrder(
        account,
        json.text("clientOrderId"),
        "manual",
        symbol,
        json.constant("side", Side.values(), null),
        type,
        json.constant(
            "timeInForce",
            TimeInForce.values(),
            type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC),
        json.decimal("quantity", instrument::quantity),
        json.decimalOrZero("price", instrument::price),
        json.flag("postOnly"),
        json.flag("reduceOnly"),
        instructions(json, instrument),
        "manual",
        nowNanos);
  }

  private static Instructions instructions(StrictJson json, Instrument instrument) {
    return new Instructions(
        json.decimalOrZero("triggerPrice", instrument::price),
        json.constant("triggerBy", TriggerBy.values(), TriggerBy.LAST_TRADE),
        trail(json, instrument),
        json.decimalOrZero("displayQuantity", instrument::quantity),
        json.has("expireTime") ? json.time("expireTime") : 0,
        "");
  }

  private static Trail trail(StrictJson json, Instrument instrument) {
    if (!json.has("trail")) {
      if (json.has("trailUnit")) {
        throw new RefusedException(RefusalCode.FIELD_COMBINATION, "trailUnit needs a trail");
      }
      return Trail.NONE;
    }
    var unit = json.constant("trailUnit", Trail.Unit.values(), Trail.Unit.PRICE);
    return switch (unit) {
      case PRICE -> new Trail(unit, json.decimal("trail", instrument::price));
      case TICKS, BASIS_POINTS ->
          new Trail(unit, json.decimal("trail", text -> Decimal.parse(text, 0)));
    };
  }

  /**
   * What is not named stays as it is.
   *
   * @throws RefusedException naming the field
   */
  AmendOrder amend(Buffer body, OrderView order, long nowNanos) {
    var json = StrictJson.object(body, AMEND_FIELDS);
    var instrument = instrument(order.symbol());
    return new AmendOrder(
        order.account(),
        order.clientOrderId(),
        json.has("quantity") ? json.decimal("quantity", instrument::quantity) : order.quantity(),
        json.has("price") ? json.decimal("price", instrument::price) : order.price(),
        json.decimalOrZero("triggerPrice", instrument::price),
        "manual",
        nowNanos);
  }

  /**
   * The account is the one of the partition asked, set by the caller.
   *
   * @throws RefusedException naming the field
   */
  SetTradingState tradingState(Buffer body, long nowNanos) {
    var json = StrictJson.object(body, STATE_FIELDS);
    var scope = json.constant("scope", TradingScope.values(), TradingScope.GLOBAL);
    return new SetTradingState(
        "",
        scope,
        scope == TradingScope.GLOBAL ? "" : json.text("key"),
        json.constant("state", TradingState.values(), null),
        json.line("reason", ""),
        "manual",
        nowNanos);
  }

  private static Set<String> with(Set<String> fields, String more) {
    return Stream.concat(fields.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private Instrument instrument(String symbol) {
    return instruments
        .find(symbol)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_SYMBOL, "symbol: " + symbol));
  }
}
