package outcry.marketdata.core;

import java.util.ArrayDeque;
import outcry.model.Levels;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;

/**
 * The book of one symbol, kept from a snapshot and the differences after it under Binance's rules:
 * a difference whose last id is not after the book's is old; one that does not continue it (spot:
 * {@code U > last + 1}, USD-M: {@code pu != last}) is a gap, and from there nothing is believed
 * until a new snapshot.
 *
 * <p>A snapshot is usually older than the differences already received, so the latest ones are
 * kept, at most {@value #KEPT_MAX}, and applied again on top of it. At that bound the oldest is
 * forgotten; a snapshot from before it is then refused as too old.
 */
public final class Book {

  /** Levels a side that are kept unless said otherwise. */
  public static final int LEVELS_MAX = 10_000;

  /** At 100 ms a message, more than a minute and a half: far longer than a snapshot takes. */
  static final int KEPT_MAX = 1_024;

  /** What may be believed of the book. */
  public enum State {
    /** Nothing of a book has been seen: the feed may not carry one. */
    EMPTY,
    /** Differences arrive, the first snapshot is awaited. */
    SYNCING,
    LIVE,
    /** Differences were lost; a new snapshot is awaited. */
    GAPPED
  }

  /** What became of an input. */
  public enum Outcome {
    /** The book changed by exactly this message. */
    APPLIED,
    /** Older than the book: nothing changed. */
    OLD,
    /** Kept until a snapshot comes. */
    KEPT,
    /** The first sign of a gap; kept until a snapshot comes. */
    GAP,
    /** The book is live from here on. */
    SYNCED,
    /** The snapshot is from before the differences we still have: another is needed. */
    TOO_OLD
  }

  private final BookSide bids;
  private final BookSide asks;
  private final ArrayDeque<BookDelta> kept = new ArrayDeque<>();
  private State state = State.EMPTY;
  private long lastSequence;
  private boolean first; // the next difference is the first after a snapshot

  public Book(int levelsMax) {
    bids = new BookSide(true, levelsMax);
    asks = new BookSide(false, levelsMax);
  }

  public Outcome apply(BookDelta delta) {
    keep(delta);
    return switch (state) {
      case EMPTY -> {
        state = State.SYNCING;
        yield Outcome.KEPT;
      }
      case SYNCING, GAPPED -> Outcome.KEPT;
      case LIVE -> {
        if (delta.lastSequence() <= lastSequence) {
          yield Outcome.OLD;
        }
        if (!continues(delta)) {
          state = State.GAPPED;
          kept.clear();
          keep(delta);
          yield Outcome.GAP;
        }
        take(delta);
        yield Outcome.APPLIED;
      }
    };
  }

  public Outcome apply(BookSnapshot snapshot) {
    boolean missed = false;
    boolean joined = false;
    long end = snapshot.sequence();
    for (var delta : kept) {
      if (delta.lastSequence() <= snapshot.sequence()) {
        continue;
      }
      missed |= joined ? breaks(delta, end) : delta.firstSequence() > snapshot.sequence() + 1;
      joined = true;
      end = delta.lastSequence();
    }
    if (missed) {
      if (state == State.EMPTY) {
        state = State.SYNCING;
      }
      return Outcome.TOO_OLD;
    }
    bids.clear();
    asks.clear();
    bids.apply(snapshot.bids());
    asks.apply(snapshot.asks());
    lastSequence = snapshot.sequence();
    first = true;
    state = State.LIVE;
    for (var delta : kept) {
      if (delta.lastSequence() > lastSequence) {
        take(delta);
      }
    }
    return Outcome.SYNCED;
  }

  /** Forgets everything: after a disconnect nothing that was known can be continued. */
  public void reset() {
    bids.clear();
    asks.clear();
    kept.clear();
    lastSequence = 0;
    state = state == State.EMPTY ? State.EMPTY : State.SYNCING;
  }

  private void keep(BookDelta delta) {
    if (kept.size() == KEPT_MAX) {
      kept.removeFirst();
    }
    kept.addLast(delta);
  }

  private boolean continues(BookDelta delta) {
    if (first) {
      // the first after a snapshot covers its id; its predecessor lies before the snapshot
      return delta.firstSequence() <= lastSequence + 1;
    }
    return !breaks(delta, lastSequence);
  }

  private static boolean breaks(BookDelta delta, long last) {
    return delta.previousSequence() >= 0
        ? delta.previousSequence() != last
        : delta.firstSequence() > last + 1;
  }

  private void take(BookDelta delta) {
    bids.apply(delta.bids());
    asks.apply(delta.asks());
    lastSequence = delta.lastSequence();
    first = false;
  }

  public State state() {
    return state;
  }

  public long lastSequence() {
    return lastSequence;
  }

  /** Best bid at or above best ask: the book cannot be right. */
  public boolean isCrossed() {
    return bids.size() > 0 && asks.size() > 0 && bids.bestPrice() >= asks.bestPrice();
  }

  /** 0 if there is none. */
  public long bestBid() {
    return bids.bestPrice();
  }

  /** 0 if there is none. */
  public long bestAsk() {
    return asks.bestPrice();
  }

  /** The best levels from high to low. */
  public Levels bids(int levels) {
    return bids.best(levels);
  }

  /** The best levels from low to high. */
  public Levels asks(int levels) {
    return asks.best(levels);
  }
}
