package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import outcry.model.Instrument;
import outcry.model.Levels;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.Money;

/** Instruments and books as JSON. */
public final class MarketJson {

  private MarketJson() {}

  static ObjectNode instrument(Instrument instrument) {
    return ViewJson.object()
        .put("symbol", instrument.symbol())
        .put("assetClass", instrument.assetClass().name())
        .put("venue", instrument.venue())
        .put("baseCurrency", instrument.baseCurrency())
        .put("quoteCurrency", instrument.quoteCurrency())
        .put("priceScale", instrument.priceScale())
        .put("quantityScale", instrument.quantityScale())
        .put("tickSize", instrument.priceText(instrument.tickSize()))
        .put("lotSize", instrument.quantityText(instrument.lotSize()))
        .put("minQuantity", instrument.quantityText(instrument.minQuantity()))
        .put("maxQuantity", instrument.quantityText(instrument.maxQuantity()))
        .put("minNotional", Money.text(instrument.minNotional()))
        .put("multiplier", instrument.multiplier());
  }

  public static ObjectNode book(BookSnapshot book, Instrument instrument) {
    var json =
        ViewJson.object()
            .put("symbol", book.symbol())
            .put("sequence", book.sequence())
            .put("time", ViewJson.time(book.venueNanos()));
    levels(json.putArray("bids"), book.bids(), instrument);
    levels(json.putArray("asks"), book.asks(), instrument);
    return json;
  }

  private static void levels(ArrayNode array, Levels levels, Instrument instrument) {
    for (int i = 0; i < levels.size(); i++) {
      array
          .addArray()
          .add(instrument.priceText(levels.price(i)))
          .add(instrument.quantityText(levels.quantity(i)));
    }
  }
}
