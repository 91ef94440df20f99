package outcry.strategy;

import java.util.List;
import outcry.model.BarSpec;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;

/** The market as one strategy sees it, on its thread: what it was told, its bars, its callbacks. */
final class MarketDesk {

  private final Session session;
  private final TradingStrategy<?> strategy;
  private final Instruments instruments;
  private final MarketSight sight = new MarketSight();
  private final SeriesBook series = new SeriesBook();
  private boolean started;
  private boolean warm;

  MarketDesk(Session session, TradingStrategy<?> strategy, Instruments instruments) {
    this.session = session;
    this.strategy = strategy;
    this.instruments = instruments;
  }

  MarketSight sight() {
    return sight;
  }

  /** {@code onStart} is over. True if no series needs to be warm. */
  boolean started() {
    started = true;
    warm = series.isEmpty();
    return warm;
  }

  void take(MarketEvent event) {
    session.because(event);
    switch (event) {
      case Quote e -> {
        sight.seen(e.symbol());
        sight.price(e.symbol(), e.askPrice(), e.bidPrice());
        session.called();
        strategy.onQuote(e);
      }
      case Trade e -> {
        sight.seen(e.symbol());
        sight.price(e.symbol(), e.price(), e.price());
        session.called();
        strategy.onTrade(e);
      }
      case BookSnapshot e -> book(e);
      case BookDelta e -> book(e);
      case Bar e -> bar(e);
      case StreamHealth e -> {
        sight.health(e);
        session.called();
        strategy.onStreamHealth(e);
      }
      case InstrumentStatus _ -> {} // the order owner refuses what cannot be traded
    }
  }

  private void book(MarketEvent book) {
    sight.seen(book.symbol());
    session.called();
    strategy.onBook(book);
  }

  private void bar(Bar bar) {
    sight.seen(bar.symbol());
    sight.price(bar.symbol(), bar.close(), bar.close());
    if (series.take(bar)) {
      settleWarmth();
      if (warm) {
        session.called();
        strategy.onBar(bar);
      }
    }
  }

  void history(String symbol, BarSpec spec, List<Bar> history) {
    var early = series.find(symbol, spec).open(history);
    settleWarmth();
    for (var bar : early) {
      session.because(bar);
      bar(bar);
    }
  }

  private void settleWarmth() {
    if (!warm && series.isWarm()) {
      warm = true;
      if (started) {
        session.onLoop(port -> port.warmth(true));
      }
    }
  }

  Bars bars(String symbol, BarSpec spec) {
    var instrument = instruments.get(symbol);
    if (series.has(symbol, spec)) {
      return series.find(symbol, spec);
    }
    var bars = series.declare(instrument, spec);
    if (started && warm) {
      warm = false;
      session.onLoop(port -> port.warmth(false));
    }
    return bars;
  }

  /** After a callback: by then it is known how a series wants to be warm. */
  void openDeclared() {
    if (series.hasDeclared()) {
      series.open(
          bars -> session.onLoop(port -> port.openBars(bars.symbol(), bars.spec(), bars.warmup())));
    }
  }
}
