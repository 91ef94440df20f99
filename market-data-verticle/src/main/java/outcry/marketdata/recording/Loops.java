package outcry.marketdata.recording;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;

/**
 * Makes one endless valid stream of a recording read again and again: every later pass is shifted
 * by the span of the recording in time, update ids and trade ids, all learned in the first pass.
 *
 * <p>A later pass begins with its book: each symbol's first snapshot is moved to the front, since
 * the differences before it do not continue the book with which the pass before ended.
 */
final class Loops {

  /** Between the last frame of a pass and the first of the next. */
  private static final long SEAM_NANOS = 1_000_000;

  private final Map<String, BookSnapshot> firstSnapshots = new LinkedHashMap<>();
  private final Range received = new Range();
  private final Range sequences = new Range();
  private final Range tradeIds = new Range();

  /** Every event of the first pass. */
  void learn(MarketEvent event) {
    received.add(event.receivedNanos());
    switch (event) {
      case Quote quote -> sequences.add(quote.sequence());
      case Trade trade -> tradeIds.add(trade.tradeId());
      case BookDelta delta -> {
        sequences.add(delta.firstSequence());
        sequences.add(delta.lastSequence());
      }
      case BookSnapshot snapshot -> {
        sequences.add(snapshot.sequence());
        firstSnapshots.putIfAbsent(snapshot.symbol(), snapshot);
      }
      case Bar _, InstrumentStatus _, StreamHealth _ -> throw notOfAFeed(event);
    }
  }

  /** The snapshots every later pass begins with, as first read. */
  Collection<BookSnapshot> firstSnapshots() {
    return firstSnapshots.values();
  }

  /** Whether it is one of {@link #firstSnapshots}, already given at the front of a later pass. */
  boolean isMovedToFront(MarketEvent event) {
    return event instanceof BookSnapshot snapshot
        && snapshot.sequence() == firstSnapshots.get(snapshot.symbol()).sequence();
  }

  /** The first frame's receive time in a later pass. */
  long startNanos() {
    return received.min;
  }

  /**
   * @param pass 0 for the first
   */
  MarketEvent shifted(MarketEvent event, int pass) {
    long nanos = Math.multiplyExact(pass, received.span() + SEAM_NANOS);
    long ids = Math.multiplyExact(pass, sequences.span());
    long at = event.receivedNanos() + nanos;
    long venue = event.venueNanos() == 0 ? 0 : event.venueNanos() + nanos;
    return switch (event) {
      case Quote q ->
          new Quote(
              q.symbol(),
              q.bidPrice(),
              q.bidQuantity(),
              q.askPrice(),
              q.askQuantity(),
              q.sequence() + ids,
              venue,
              at);
      case Trade t ->
          new Trade(
              t.symbol(),
              t.tradeId() + Math.multiplyExact(pass, tradeIds.span()),
              t.price(),
              t.quantity(),
              t.aggressor(),
              venue,
              at);
      case BookDelta d ->
          new BookDelta(
              d.symbol(),
              d.firstSequence() + ids,
              d.lastSequence() + ids,
              d.previousSequence() < 0 ? -1 : d.previousSequence() + ids,
              d.bids(),
              d.asks(),
              venue,
              at);
      case BookSnapshot s -> snapshotAt(s, s.sequence() + ids, venue, at);
      case Bar _, InstrumentStatus _, StreamHealth _ -> throw notOfAFeed(event);
    };
  }

  static BookSnapshot snapshotAt(BookSnapshot s, long sequence, long venueNanos, long atNanos) {
    return new BookSnapshot(s.symbol(), sequence, s.bids(), s.asks(), venueNanos, atNanos);
  }

  private static IllegalStateException notOfAFeed(MarketEvent event) {
    return new IllegalStateException("not of a feed: " + event);
  }

  private static final class Range {
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long value) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }

    /** The number of values from the least to the greatest; 0 if there were none. */
    long span() {
      return max < min ? 0 : Math.addExact(max - min, 1);
    }
  }
}
