package outcry.venue.paper;

import outcry.model.Instrument;
import outcry.model.MarketEvent.Quote;
import outcry.model.Side;

/** One instrument: the displayed touch and our working orders. */
final class PaperMarket {

  private final Instrument instrument;
  private final Touch bid = new Touch();
  private final Touch ask = new Touch();
  private final RestingSide buys = new RestingSide(Side.BUY);
  private final RestingSide sells = new RestingSide(Side.SELL);

  PaperMarket(Instrument instrument) {
    this.instrument = instrument;
  }

  Instrument instrument() {
    return instrument;
  }

  void onQuote(Quote quote, RestingSide.Fills fills) {
    bid.update(quote.bidPrice(), quote.bidQuantity());
    ask.update(quote.askPrice(), quote.askQuantity());
    buys.onQuote(bid, ask, fills);
    sells.onQuote(ask, bid, fills);
  }

  RestingSide resting(Side side) {
    return switch (side) {
      case BUY -> buys;
      case SELL -> sells;
    };
  }

  /** Where orders of a side rest. */
  Touch own(Side side) {
    return switch (side) {
      case BUY -> bid;
      case SELL -> ask;
    };
  }

  /** What orders of a side take. */
  Touch opposite(Side side) {
    return own(side.opposite());
  }

  /** Whether a limit of a side meets or crosses what is displayed on the other. */
  boolean isMarketable(Side side, long price) {
    var opposite = opposite(side);
    return opposite.isPresent() && (price - opposite.price()) * side.sign() >= 0;
  }
}
