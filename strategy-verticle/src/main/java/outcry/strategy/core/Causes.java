package outcry.strategy.core;

import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;

/** Names the market event that led to a command. */
public final class Causes {

  private Causes() {}

  public static String of(MarketEvent event) {
    return switch (event) {
      case Quote e -> "quote:" + e.symbol() + ":" + e.sequence();
      case Trade e -> "trade:" + e.symbol() + ":" + e.tradeId();
      case BookSnapshot e -> "book:" + e.symbol() + ":" + e.sequence();
      case BookDelta e -> "book:" + e.symbol() + ":" + e.lastSequence();
      case Bar e -> "bar:" + e.spec() + ":" + e.symbol() + ":" + e.venueNanos();
      case StreamHealth e -> "health:" + e.symbol() + ":" + e.state();
      case InstrumentStatus e -> "status:" + e.symbol() + ":" + e.trading();
    };
  }
}
