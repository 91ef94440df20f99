package outcry.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.bus.RefusedException;
import outcry.gateway.Rooms;
import outcry.model.Algorithm;
import outcry.model.Contingency;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.Instruments;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;

class OrderJsonTest {

  private static final Instruments INSTRUMENTS = new Instruments(List.of(Rooms.BTC));
  private static final long NOW = 5_000_000_000L;
  private static final String START =
      """
      {"account":"paper-0","algorithmId":"w","symbol":"BTCUSDT.SIM","side":"SELL",
       "algorithm":"TWAP","slices":4,"quantity":"0.4","price":"61000",
       "startTime":"1970-01-01T00:00:10Z","endTime":"1970-01-01T00:01:40Z"}
      """;

  private static SubmitOrder order(String more) {
    var body =
        "{\"account\":\"paper-0\",\"clientOrderId\":\"m-1\",\"symbol\":\"BTCUSDT.SIM\","
            + "\"side\":\"SELL\",\"quantity\":\"0.5\","
            + more
            + "}";
    return new OrderJson(INSTRUMENTS).order(Buffer.buffer(body), NOW);
  }

  private static StartAlgorithm start(String body) {
    return new AlgorithmJson(INSTRUMENTS).start(Buffer.buffer(body), NOW);
  }

  @Test
  void aStopLimitGoodTillATime() {
    var order =
        order(
            "\"type\":\"STOP_LIMIT\",\"price\":\"60900\",\"triggerPrice\":\"61000\","
                + "\"triggerBy\":\"QUOTE\",\"timeInForce\":\"GTD\","
                + "\"expireTime\":\"1970-01-01T00:00:07.5Z\"");

    assertEquals(
        new SubmitOrder(
            "paper-0",
            "m-1",
            "manual",
            "BTCUSDT.SIM",
            Side.SELL,
            OrderType.STOP_LIMIT,
            TimeInForce.GTD,
            50_000,
            6_090_000,
            false,
            false,
            new Instructions(6_100_000, TriggerBy.QUOTE, Trail.NONE, 0, 7_500_000_000L, ""),
            "manual",
            NOW),
        order);
  }

  @ParameterizedTest
  @CsvSource({
    "12.50, PRICE, 1250",
    "12, TICKS, 12",
    "12, BASIS_POINTS, 12",
  })
  void aTrailCountsInItsUnit(String trail, Trail.Unit unit, long offset) {
    var order =
        order(
            "\"type\":\"TRAILING_STOP\",\"trail\":\"%s\",\"trailUnit\":\"%s\""
                .formatted(trail, unit));

    assertEquals(new Trail(unit, offset), order.instructions().trail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"triggerPrice\":61000|TYPE",
        "\"triggerPrice\":\"61000.001\"|PRECISION",
        "\"triggerBy\":\"last\"|ENUM",
        "\"trail\":\"1.5\",\"trailUnit\":\"TICKS\"|PRECISION",
        "\"trailUnit\":\"TICKS\"|FIELD_COMBINATION",
        "\"displayQuantity\":\"x\"|DECIMAL_SYNTAX",
        "\"expireTime\":\"tomorrow\"|TYPE",
        "\"expireTime\":\"9999-01-01T00:00:00Z\"|TYPE",
        "\"parent\":\"w\"|UNKNOWN_FIELD",
      })
  void badInstructionsAreRefusedWithAStableCode(String field, RefusalCode code) {
    var refused = assertThrows(RefusedException.class, () -> order(field));

    assertEquals(code, refused.code());
  }

  @Test
  void anAlgorithmIsReadAsWritten() {
    assertEquals(
        new StartAlgorithm(
            "paper-0",
            "w",
            "manual",
            "BTCUSDT.SIM",
            Side.SELL,
            new Algorithm.Twap(4),
            40_000,
            6_100_000,
            false,
            10_000_000_000L,
            100_000_000_000L,
            "manual",
            NOW),
        start(START));
    assertEquals(
        new Algorithm.Vwap(List.of(1, 2)),
        start(START.replace("TWAP", "VWAP").replace("\"slices\":4", "\"profile\":[1,2]"))
            .algorithm());
    assertEquals(
        new Algorithm.Pov(500),
        start(START.replace("TWAP", "POV").replace("\"slices\":4", "\"basisPoints\":500"))
            .algorithm());
    assertEquals(
        new Algorithm.Iceberg(10_000),
        start(
                START
                    .replace("TWAP", "ICEBERG")
                    .replace("\"slices\":4", "\"displayQuantity\":\"0.1\""))
            .algorithm());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TWAP|POV|FIELD_COMBINATION",
        "\"slices\":4|\"slices\":4.5|TYPE",
        "\"slices\":4,||MISSING_FIELD",
        "\"TWAP\",\"slices\":4|\"VWAP\",\"profile\":[1,\"2\"]|TYPE",
        "\"TWAP\"|\"SNIPER\"|ENUM",
        "1970-01-01T00:00:10Z|10|TYPE",
        "\"price\":\"61000\"|\"price\":\"61000.005\"|PRECISION",
      })
  void badAlgorithmsAreRefusedWithAStableCode(String good, String bad, RefusalCode code) {
    var body = START.replace(good, bad == null ? "" : bad);
    var refused = assertThrows(RefusedException.class, () -> start(body));

    assertEquals(code, refused.code());
  }

  private static SubmitList list(String orders) {
    var body =
        "{\"account\":\"paper-0\",\"listId\":\"l\",\"contingency\":\"BRACKET\",\"orders\":["
            + orders
            + "]}";
    return new OrderJson(INSTRUMENTS).list(Buffer.buffer(body), NOW);
  }

  private static String member(String id, String more) {
    return "{\"clientOrderId\":\""
        + id
        + "\",\"symbol\":\"BTCUSDT.SIM\",\"quantity\":\"0.5\","
        + more
        + "}";
  }

  @Test
  void aBracketIsAListOfOrdersOfOneAccount() {
    var list =
        list(
            member("e", "\"side\":\"BUY\",\"price\":\"61000\"")
                + ","
                + member("s", "\"side\":\"SELL\",\"type\":\"STOP\",\"triggerPrice\":\"60900\""));

    assertEquals(Contingency.BRACKET, list.contingency());
    assertEquals(
        List.of("paper-0 e BUY LIMIT", "paper-0 s SELL STOP"),
        list.orders().stream()
            .map(
                order ->
                    order.account()
                        + " "
                        + order.clientOrderId()
                        + " "
                        + order.side()
                        + " "
                        + order.type())
            .toList());
  }

  @Test
  void whatIsWrongInAListIsNamedWithItsPlace() {
    var entry = member("e", "\"side\":\"BUY\",\"price\":\"61000\"");

    assertEquals(
        List.of(
            "orders[1].side must be one of [BUY, SELL]",
            "missing field: orders[0].side",
            "unknown field: orders[1].account"),
        List.of(
            detail(entry + "," + member("s", "\"side\":\"UP\"")),
            detail(member("e", "\"price\":\"61000\"")),
            detail(entry + "," + member("s", "\"account\":\"other\""))));
  }

  private static String detail(String orders) {
    return assertThrows(RefusedException.class, () -> list(orders)).getMessage();
  }
}
