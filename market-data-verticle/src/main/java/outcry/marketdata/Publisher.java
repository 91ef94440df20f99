package outcry.marketdata;

import java.util.HashMap;
import java.util.Map;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.model.BarSpec;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;

/** Puts events on the bus; keeps the addresses so that none is spelled per message. */
final class Publisher {

  private static final class SymbolAddresses {
    final Address<MarketEvent> quotes;
    final Address<MarketEvent> trades;
    final Address<MarketEvent> books;
    final Address<MarketEvent> health;
    final Map<BarSpec, Address<MarketEvent>> bars = new HashMap<>();

    SymbolAddresses(String symbol) {
      quotes = Addresses.quotes(symbol);
      trades = Addresses.trades(symbol);
      books = Addresses.books(symbol);
      health = Addresses.health(symbol);
    }
  }

  private final Bus bus;
  private final Map<String, SymbolAddresses> bySymbol = new HashMap<>();

  Publisher(Bus bus) {
    this.bus = bus;
  }

  void publish(MarketEvent event) {
    var addresses = bySymbol.get(event.symbol());
    if (addresses == null) {
      addresses = new SymbolAddresses(event.symbol());
      bySymbol.put(event.symbol(), addresses);
    }
    bus.publish(addressOf(event, addresses), event);
  }

  private static Address<MarketEvent> addressOf(MarketEvent event, SymbolAddresses addresses) {
    return switch (event) {
      case Quote _ -> addresses.quotes;
      case Trade _ -> addresses.trades;
      case BookSnapshot _, BookDelta _ -> addresses.books;
      case InstrumentStatus _, StreamHealth _ -> addresses.health;
      case Bar bar ->
          addresses.bars.computeIfAbsent(bar.spec(), spec -> Addresses.bars(bar.symbol(), spec));
    };
  }
}
