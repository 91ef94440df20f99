package outcry.gateway.api;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import outcry.bus.RefusedException;
import outcry.model.Algorithm;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.RefusalCode;
import outcry.model.Side;

/** Reads what an algorithm is asked for. */
final class AlgorithmJson {

  private enum Kind {
    TWAP,
    VWAP,
    POV,
    ICEBERG
  }

  private static final Set<String> FIELDS =
      Set.of(
          "account",
          "algorithmId",
          "symbol",
          "side",
          "algorithm",
          "quantity",
          "price",
          "reduceOnly",
          "startTime",
          "endTime",
          "slices",
          "profile",
          "basisPoints",
          "displayQuantity");

  /** The field that only one kind has. */
  private static final Map<Kind, String> OWN =
      Map.of(
          Kind.TWAP, "slices",
          Kind.VWAP, "profile",
          Kind.POV, "basisPoints",
          Kind.ICEBERG, "displayQuantity");

  private final Instruments instruments;

  AlgorithmJson(Instruments instruments) {
    this.instruments = instruments;
  }

  /**
   * @throws RefusedException naming the field
   */
  StartAlgorithm start(Buffer body, long nowNanos) {
    var json = StrictJson.object(body, FIELDS);
    var symbol = json.text("symbol");
    var instrument =
        instruments
            .find(symbol)
            .orElseThrow(
                () -> new RefusedException(RefusalCode.UNKNOWN_SYMBOL, "symbol: " + symbol));
    return new StartAlgorithm(
        json.text("account"),
        json.text("algorithmId"),
        "manual",
        symbol,
        json.constant("side", Side.values(), null),
        algorithm(json, instrument),
        json.decimal("quantity", instrument::quantity),
        json.decimalOrZero("price", instrument::price),
        json.flag("reduceOnly"),
        json.time("startTime"),
        json.time("endTime"),
        "manual",
        nowNanos);
  }

  private static Algorithm algorithm(StrictJson json, Instrument instrument) {
    var kind = json.constant("algorithm", Kind.values(), null);
    OWN.forEach(
        (other, field) -> {
          if (other != kind && json.has(field)) {
            throw new RefusedException(RefusalCode.FIELD_COMBINATION, field + " is not of " + kind);
          }
        });
    var own = OWN.get(kind);
    return switch (kind) {
      case TWAP -> new Algorithm.Twap(json.count(own));
      case VWAP -> new Algorithm.Vwap(json.counts(own));
      case POV -> new Algorithm.Pov(json.count(own));
      case ICEBERG -> new Algorithm.Iceberg(json.decimal(own, instrument::quantity));
    };
  }
}
