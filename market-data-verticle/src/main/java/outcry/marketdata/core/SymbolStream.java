package outcry.marketdata.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.query.SymbolTop;

/**
 * One symbol's stream: takes decoded events in the order received and makes of them what is
 * published. Old quotes and repeated trades are dropped and counted; differences pass only while
 * the book is live, and a book that has come (back) to life is published whole. A change of health
 * is published before the event that causes it, so that nobody acts on data from a broken stream.
 */
public final class SymbolStream {

  private final Instrument instrument;
  private final MarketSink sink;
  private final StreamMonitor monitor;
  private final Book book;
  private final BarStreams bars;

  private Quote quote;
  private Trade trade;
  private boolean quoteCrossed;
  private boolean snapshotAsked;
  private StreamHealth.State toldState = StreamHealth.State.DISCONNECTED;
  private String toldReason = "";
  private long venueNanos;
  private long venueSeenNanos;
  private long quoteSequence = -1;
  private long tradeId = -1;

  private long trades;
  private long quotes;
  private long depthUpdates;
  private long snapshots;
  private long gaps;
  private long dropped;

  public SymbolStream(Instrument instrument, StreamConfig config, MarketSink sink) {
    this.instrument = instrument;
    this.sink = sink;
    this.monitor = new StreamMonitor(config.maxAge().toNanos());
    this.book = new Book(config.bookLevelsMax());
    this.bars = new BarStreams(instrument, config, sink::publish);
  }

  /**
   * @throws IllegalArgumentException if it is a bar or a health event: those are made here
   */
  public void onEvent(MarketEvent event) {
    if (event.venueNanos() != 0) {
      venueNanos = event.venueNanos();
      venueSeenNanos = event.receivedNanos();
    }
    monitor.onEvent(event.receivedNanos());
    switch (event) {
      case Quote q -> onQuote(q);
      case Trade t -> onTrade(t);
      case BookDelta delta -> onDelta(delta);
      case BookSnapshot snapshot -> onSnapshot(snapshot);
      case InstrumentStatus status -> {
        tellHealth(event.receivedNanos());
        sink.publish(status);
      }
      case Bar _, StreamHealth _ ->
          throw new IllegalArgumentException("a venue session does not send " + event);
    }
  }

  private void onQuote(Quote next) {
    quotes++;
    if (next.sequence() <= quoteSequence) {
      dropped++;
      tellHealth(next.receivedNanos());
      return;
    }
    quoteSequence = next.sequence();
    quote = next;
    quoteCrossed = next.isTwoSided() && next.bidPrice() >= next.askPrice();
    monitor.crossed(quoteCrossed || book.isCrossed());
    tellHealth(next.receivedNanos());
    closeBars(next.receivedNanos());
    sink.publish(next);
  }

  private void onTrade(Trade next) {
    trades++;
    tellHealth(next.receivedNanos());
    if (next.tradeId() <= tradeId) {
      dropped++;
      return;
    }
    tradeId = next.tradeId();
    trade = next;
    sink.publish(next);
    bars.onTrade(next);
  }

  private void onDelta(BookDelta delta) {
    depthUpdates++;
    var outcome = book.apply(delta);
    switch (outcome) {
      case APPLIED -> monitor.crossed(quoteCrossed || book.isCrossed());
      case OLD -> dropped++;
      case KEPT -> {
        if (book.state() == Book.State.SYNCING) {
          monitor.gapped(true, "the book awaits its first snapshot");
          if (!snapshotAsked) {
            askForSnapshot();
          }
        }
      }
      case GAP -> {
        gaps++;
        monitor.gapped(
            true,
            "update "
                + delta.firstSequence()
                + " does not follow "
                + book.lastSequence()
                + ": a snapshot is awaited");
        askForSnapshot();
      }
      case SYNCED, TOO_OLD -> throw new IllegalStateException("a difference cannot be " + outcome);
    }
    tellHealth(delta.receivedNanos());
    closeBars(delta.receivedNanos());
    if (outcome == Book.Outcome.APPLIED) {
      sink.publish(delta);
    }
  }

  private void onSnapshot(BookSnapshot snapshot) {
    snapshots++;
    boolean synced = book.apply(snapshot) == Book.Outcome.SYNCED;
    if (synced) {
      snapshotAsked = false;
      monitor.gapped(false, "");
      monitor.crossed(quoteCrossed || book.isCrossed());
    } else {
      monitor.gapped(
          book.state() != Book.State.LIVE,
          "snapshot " + snapshot.sequence() + " is older than the updates kept");
      askForSnapshot();
    }
    tellHealth(snapshot.receivedNanos());
    closeBars(snapshot.receivedNanos());
    if (synced) {
      sink.publish(wholeBook(Integer.MAX_VALUE, snapshot.venueNanos(), snapshot.receivedNanos()));
    }
  }

  private void askForSnapshot() {
    snapshotAsked = true;
    sink.snapshotNeeded(instrument.symbol());
  }

  private BookSnapshot wholeBook(int levels, long venueNanos, long receivedNanos) {
    return new BookSnapshot(
        instrument.symbol(),
        book.lastSequence(),
        book.bids(levels),
        book.asks(levels),
        venueNanos,
        receivedNanos);
  }

  /** Time has passed: bars may close, and silence may have become too long. */
  public void onTime(long nowNanos) {
    monitor.onTime(nowNanos);
    tellHealth(nowNanos);
    closeBars(nowNanos);
  }

  /** What was known cannot be continued: book and sequences start anew with the next connection. */
  public void onDisconnected(String reason, long nowNanos) {
    book.reset();
    snapshotAsked = false;
    quoteSequence = -1;
    tradeId = -1;
    quoteCrossed = false;
    monitor.onDisconnected(reason);
    tellHealth(nowNanos);
  }

  /** The venue's clock is the last we saw of it, carried on by ours: the two are never mixed. */
  private void closeBars(long nowNanos) {
    bars.onTime(venueNanos == 0 ? nowNanos : venueNanos + (nowNanos - venueSeenNanos), nowNanos);
  }

  private void tellHealth(long nowNanos) {
    var state = monitor.state();
    if (state == toldState) {
      return;
    }
    toldState = state;
    toldReason = monitor.reason();
    sink.publish(new StreamHealth(instrument.symbol(), state, toldReason, venueNanos, nowNanos));
  }

  /**
   * Bars of that specification are built and published from now on. Safe to repeat.
   *
   * @return at most {@code warmup} of those finished before, oldest first; empty if there are too
   *     many specifications already
   * @throws IllegalArgumentException if the instrument cannot have such bars
   */
  public Optional<List<Bar>> openBars(BarSpec spec, int warmup) {
    return bars.open(spec, warmup);
  }

  /** The specifications of bars that are built. */
  public List<BarSpec> barSpecs() {
    return bars.specs();
  }

  /** How it is, to be said again: to whoever wonders whether anybody still speaks of it. */
  public StreamHealth signOfLife(long nowNanos) {
    return new StreamHealth(instrument.symbol(), toldState, toldReason, venueNanos, nowNanos);
  }

  /**
   * All that a reader needs to go on here after somebody else has published it: health, book, last
   * quote, and the bars that may have ended while nobody did.
   *
   * @param gapNanos how long that may have been
   */
  public List<MarketEvent> whole(long nowNanos, long gapNanos) {
    var whole = new ArrayList<MarketEvent>();
    whole.add(signOfLife(nowNanos));
    if (book.state() == Book.State.LIVE) {
      whole.add(wholeBook(Integer.MAX_VALUE, venueNanos, nowNanos));
    }
    if (quote != null) {
      whole.add(quote);
    }
    long venueNow = venueNanos == 0 ? nowNanos : venueNanos + (nowNanos - venueSeenNanos);
    whole.addAll(bars.endedSince(venueNow - gapNanos));
    return whole;
  }

  /**
   * The book as it is; empty while it is not live.
   *
   * @param levels of each side at most, from the best
   */
  public Optional<BookSnapshot> book(int levels, long nowNanos) {
    return book.state() == Book.State.LIVE
        ? Optional.of(wholeBook(levels, venueNanos, nowNanos))
        : Optional.empty();
  }

  long gaps() {
    return gaps;
  }

  public StreamCounts counts() {
    return new StreamCounts(trades, quotes, depthUpdates, snapshots, gaps, dropped, bars.count());
  }

  public StreamHealth.State health() {
    return toldState;
  }

  /** The last quote's, else the book's; 0 if neither has one. */
  public long bestBid() {
    return quote != null ? quote.bidPrice() : book.bestBid();
  }

  /** The last quote's, else the book's; 0 if neither has one. */
  public long bestAsk() {
    return quote != null ? quote.askPrice() : book.bestAsk();
  }

  public Book.State bookState() {
    return book.state();
  }

  /** The book's best levels, from high to low. */
  public Levels bids(int levels) {
    return book.bids(levels);
  }

  /** The book's best levels, from low to high. */
  public Levels asks(int levels) {
    return book.asks(levels);
  }

  public SymbolTop top() {
    return new SymbolTop(
        instrument.symbol(),
        bestBid(),
        quote == null ? 0 : quote.bidQuantity(),
        bestAsk(),
        quote == null ? 0 : quote.askQuantity(),
        trade == null ? 0 : trade.price(),
        trade == null ? 0 : trade.quantity(),
        toldState,
        toldReason,
        quotes,
        trades,
        quote == null ? 0 : quote.receivedNanos(),
        bars.last());
  }
}
