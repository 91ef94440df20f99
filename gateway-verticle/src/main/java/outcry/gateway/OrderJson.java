package outcry.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Set;
import outcry.bus.RefusedException;
import outcry.model.DecimalException;
import outcry.model.Instruments;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** Reads request bodies under a strict grammar: known fields once, decimals as strings, small. */
final class OrderJson {

  private static final Set<String> ORDER_FIELDS =
      Set.of(
          "account",
          "clientOrderId",
          "symbol",
          "side",
          "type",
          "timeInForce",
          "quantity",
          "price",
          "postOnly",
          "reduceOnly");
  private static final Set<String> STATE_FIELDS = Set.of("scope", "key", "state", "reason");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(4096)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Instruments instruments;

  OrderJson(Instruments instruments) {
    this.instruments = instruments;
  }

  /**
   * @throws RefusedException naming the field
   */
  SubmitOrder order(Buffer body, long nowNanos) {
    var json = object(body, ORDER_FIELDS);
    var symbol = text(json, "symbol");
    var instrument =
        instruments
            .find(symbol)
            .orElseThrow(
                () -> new RefusedException(RefusalCode.UNKNOWN_SYMBOL, "symbol: " + symbol));
    var type = constant(json, "type", OrderType.values(), OrderType.LIMIT);
    return new SubmitOrder(
        text(json, "account"),
        text(json, "clientOrderId"),
        "manual",
        symbol,
        constant(json, "side", Side.values(), null),
        type,
        constant(
            json,
            "timeInForce",
            TimeInForce.values(),
            type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC),
        decimal("quantity", () -> instrument.quantity(text(json, "quantity"))),
        json.has("price") ? decimal("price", () -> instrument.price(text(json, "price"))) : 0,
        flag(json, "postOnly"),
        flag(json, "reduceOnly"),
        "manual",
        nowNanos);
  }

  /**
   * The account is the one of the partition asked, set by the caller.
   *
   * @throws RefusedException naming the field
   */
  SetTradingState tradingState(Buffer body, long nowNanos) {
    var json = object(body, STATE_FIELDS);
    var scope = constant(json, "scope", TradingScope.values(), TradingScope.GLOBAL);
    return new SetTradingState(
        "",
        scope,
        scope == TradingScope.GLOBAL ? "" : text(json, "key"),
        constant(json, "state", TradingState.values(), null),
        json.has("reason") ? text(json, "reason") : "",
        "manual",
        nowNanos);
  }

  private static JsonNode object(Buffer body, Set<String> known) {
    JsonNode json;
    try {
      json = JSON.readTree(body == null ? new byte[0] : body.getBytes());
    } catch (JsonProcessingException e) {
      throw new RefusedException(RefusalCode.JSON_SYNTAX, e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new RefusedException(RefusalCode.JSON_SYNTAX, "not JSON in UTF-8");
    }
    if (json == null || !json.isObject()) {
      throw new RefusedException(RefusalCode.JSON_SHAPE, "a JSON object is expected");
    }
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new RefusedException(RefusalCode.UNKNOWN_FIELD, "unknown field: " + field);
              }
            });
    return json;
  }

  private static String text(JsonNode json, String field) {
    var value = json.get(field);
    if (value == null || value.isNull()) {
      throw new RefusedException(RefusalCode.MISSING_FIELD, "missing field: " + field);
    }
    if (!value.isTextual()) {
      throw new RefusedException(RefusalCode.TYPE, field + " must be a string");
    }
    return value.textValue();
  }

  private static boolean flag(JsonNode json, String field) {
    var value = json.get(field);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new RefusedException(RefusalCode.TYPE, field + " must be true or false");
    }
    return value.booleanValue();
  }

  private static <E extends Enum<E>> E constant(
      JsonNode json, String field, E[] constants, E absent) {
    if (absent != null && !json.has(field)) {
      return absent;
    }
    var name = text(json, field);
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.ENUM, field + " must be one of " + Arrays.toString(constants)));
  }

  private static long decimal(String field, java.util.function.LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (DecimalException e) {
      throw new RefusedException(e.code(), field + ": " + e.getMessage());
    }
  }
}
