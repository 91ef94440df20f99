package outcry.gateway.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Bar;
import outcry.model.Money;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.PositionAdjusted;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.query.AccountPositions;
import outcry.model.query.AlgorithmView;
import outcry.model.query.MarketTop;
import outcry.model.query.OrderView;
import outcry.model.query.StrategyView;
import outcry.model.query.SymbolTop;
import outcry.model.query.TaskView;

/** Renders views as JSON: money, prices and quantities as decimal strings, times as RFC 3339. */
public final class ViewJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instruments instruments;

  public ViewJson(Instruments instruments) {
    this.instruments = instruments;
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  public static ArrayNode array() {
    return JSON.createArrayNode();
  }

  public static String time(long nanos) {
    return nanos == 0
        ? ""
        : Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
            .toString();
  }

  public ArrayNode orders(List<OrderView> orders) {
    var array = JSON.createArrayNode();
    for (var order : orders) {
      var instrument = instruments.find(order.symbol()).orElse(null);
      if (instrument != null) {
        array.add(order(order, instrument));
      }
    }
    return array;
  }

  public ObjectNode order(OrderView order, Instrument instrument) {
    return object()
        .put("account", order.account())
        .put("clientOrderId", order.clientOrderId())
        .put("orderId", order.orderId())
        .put("version", order.version())
        .put("strategy", order.strategy())
        .put("symbol", order.symbol())
        .put("side", order.side().name())
        .put("type", order.type().name())
        .put("timeInForce", order.timeInForce().name())
        .put("quantity", instrument.quantityText(order.quantity()))
        .put("price", order.price() == 0 ? "" : instrument.priceText(order.price()))
        .put(
            "triggerPrice",
            order.triggerPrice() == 0 ? "" : instrument.priceText(order.triggerPrice()))
        .put("postOnly", order.postOnly())
        .put("filled", instrument.quantityText(order.cumulativeQuantity()))
        .put("notional", Money.text(order.notional()))
        .put("status", order.status().name())
        .put("reason", order.reason())
        .put("cause", order.cause())
        .put("created", time(order.createdNanos()))
        .put("updated", time(order.updatedNanos()));
  }

  public ArrayNode algorithms(List<AlgorithmView> algorithms) {
    var array = JSON.createArrayNode();
    for (var one : algorithms) {
      var instrument = instruments.find(one.symbol()).orElse(null);
      if (instrument != null) {
        array.add(algorithm(one, instrument));
      }
    }
    return array;
  }

  private static ObjectNode algorithm(AlgorithmView one, Instrument instrument) {
    return object()
        .put("account", one.account())
        .put("algorithmId", one.algorithmId())
        .put("strategy", one.strategy())
        .put("symbol", one.symbol())
        .put("side", one.side().name())
        .put("algorithm", one.kind())
        .put("quantity", instrument.quantityText(one.quantity()))
        .put("price", one.price() == 0 ? "" : instrument.priceText(one.price()))
        .put("filled", instrument.quantityText(one.filled()))
        .put("open", instrument.quantityText(one.open()))
        .put("children", one.children())
        .put("status", one.status().name())
        .put("reason", one.reason())
        .put("start", time(one.startNanos()))
        .put("end", time(one.endNanos()));
  }

  public ArrayNode accounts(List<AccountPositions> accounts) {
    var array = JSON.createArrayNode();
    accounts.forEach(account -> array.add(account(account)));
    return array;
  }

  private ObjectNode account(AccountPositions account) {
    var node = object().put("account", account.account());
    var positions = node.putArray("positions");
    for (var position : account.positions()) {
      var instrument = instruments.find(position.symbol()).orElse(null);
      if (instrument != null) {
        positions.add(
            object()
                .put("symbol", position.symbol())
                .put("quantity", instrument.quantityText(position.quantity()))
                .put("averagePrice", instrument.priceText(position.averagePrice()))
                .put("markPrice", instrument.priceText(position.markPrice()))
                .put("realizedPnl", Money.text(position.realizedPnl()))
                .put("unrealizedPnl", Money.text(position.unrealizedPnl()))
                .put("currency", position.currency()));
      }
    }
    var cash = node.putArray("cash");
    for (var amount : account.cash()) {
      cash.add(
          object()
              .put("currency", amount.currency())
              .put("realizedPnl", Money.text(amount.realizedPnl()))
              .put("unrealizedPnl", Money.text(amount.unrealizedPnl()))
              .put("fees", Money.text(amount.fees())));
    }
    if (!account.errorCode().isEmpty()) {
      node.putObject("error").put("code", account.errorCode()).put("detail", account.error());
    }
    return node;
  }

  /** What moved a position. */
  public ObjectNode fill(PositionEvent event, String clientOrderId) {
    var instrument = instruments.get(event.symbol());
    var fill =
        object()
            .put("account", event.account())
            .put("clientOrderId", clientOrderId)
            .put("orderId", event.orderId())
            .put("strategy", event.strategy())
            .put("symbol", event.symbol())
            .put("side", event.fill().side().name())
            .put("quantity", instrument.quantityText(event.fill().quantity()))
            .put("price", instrument.priceText(event.fill().price()))
            .put("fee", Money.text(event.fee()))
            .put("feeCurrency", event.feeCurrency())
            .put("time", ViewJson.time(event.atNanos()));
    return switch (event) {
      case OrderFilled filled ->
          fill.put("executionId", filled.executionId()).put("liquidity", filled.liquidity().name());
      case FillBusted bust ->
          fill.put("executionId", bust.executionId()).put("busts", bust.bustedExecutionId());
      case PositionAdjusted _ -> fill;
    };
  }

  public ArrayNode market(MarketTop top) {
    var array = JSON.createArrayNode();
    for (var symbol : top.symbols()) {
      var instrument = instruments.find(symbol.symbol()).orElse(null);
      if (instrument != null) {
        array.add(symbol(symbol, instrument));
      }
    }
    return array;
  }

  public ObjectNode symbol(SymbolTop top, Instrument instrument) {
    var node =
        object()
            .put("symbol", top.symbol())
            .put("bid", instrument.priceText(top.bidPrice()))
            .put("bidQuantity", instrument.quantityText(top.bidQuantity()))
            .put("ask", instrument.priceText(top.askPrice()))
            .put("askQuantity", instrument.quantityText(top.askQuantity()))
            .put("last", instrument.priceText(top.lastPrice()))
            .put("health", top.health().name())
            .put("healthReason", top.healthReason())
            .put("quotes", top.quotes())
            .put("trades", top.trades())
            .put("quoteTime", time(top.quoteNanos()));
    var bars = node.putArray("bars");
    top.lastBars().forEach(bar -> bars.add(bar(bar, instrument)));
    return node;
  }

  public static ObjectNode bar(Bar bar, Instrument instrument) {
    return object()
        .put("spec", bar.spec().toString())
        .put("open", instrument.priceText(bar.open()))
        .put("high", instrument.priceText(bar.high()))
        .put("low", instrument.priceText(bar.low()))
        .put("close", instrument.priceText(bar.close()))
        .put("volume", instrument.quantityText(bar.volume()))
        .put("trades", bar.trades())
        .put("time", time(bar.openNanos()));
  }

  public static ArrayNode strategies(List<StrategyView> strategies) {
    var array = JSON.createArrayNode();
    for (var strategy : strategies) {
      array.add(
          object()
              .put("name", strategy.name())
              .put("type", strategy.type())
              .put("account", strategy.account())
              .put("symbol", strategy.symbol())
              .put("state", strategy.state().name())
              .put("reason", strategy.reason())
              .put("parameters", strategy.parameters())
              .put("orders", strategy.orders())
              .put("callbacks", strategy.callbacks())
              .put("conflated", strategy.conflated())
              .put("since", time(strategy.sinceNanos())));
    }
    return array;
  }

  public static ArrayNode tasks(List<TaskView> tasks) {
    var array = JSON.createArrayNode();
    for (var task : tasks) {
      array.add(
          object()
              .put("kind", task.kind())
              .put("name", task.name())
              .put("state", task.state())
              .put("since", time(task.sinceNanos()))
              .put("detail", task.detail()));
    }
    return array;
  }
}
