package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.bus.Registration;
import outcry.gateway.api.Desk;
import outcry.gateway.api.ViewJson;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Trade;

/** The trades of a symbol since the message before, the newest if there are too many. */
final class Trades implements StateTopic.Source {

  private static final int MOST = 50;

  private final Desk desk;
  private final Instrument instrument;
  private final List<Registration> registrations;
  private final ArrayDeque<Trade> fresh = new ArrayDeque<>();
  private long total;
  private long told = -1;

  Trades(Desk desk, Instrument instrument) {
    this.desk = desk;
    this.instrument = instrument;
    registrations = List.of(desk.node().bus().on(Addresses.trades(instrument.symbol()), this::on));
  }

  private void on(MarketEvent event) {
    if (event instanceof Trade trade) {
      total++;
      fresh.add(trade);
      if (fresh.size() > MOST) {
        fresh.removeFirst();
      }
    }
  }

  @Override
  public Optional<JsonNode> next(long nowNanos) {
    if (told == total) {
      return Optional.empty();
    }
    told = total;
    var json = ViewJson.object().put("total", total);
    var trades = json.putArray("trades");
    for (var trade : fresh) {
      trades
          .addObject()
          .put("tradeId", Long.toString(trade.tradeId()))
          .put("price", instrument.priceText(trade.price()))
          .put("quantity", instrument.quantityText(trade.quantity()))
          .put("aggressor", trade.aggressor().name())
          .put("time", ViewJson.time(trade.venueNanos()));
    }
    fresh.clear();
    return Optional.of(json);
  }

  @Override
  public void close() {
    Sources.close(desk.node(), registrations);
  }
}
