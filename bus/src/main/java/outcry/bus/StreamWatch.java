package outcry.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * One reader's market data as one stream for each symbol, whoever publishes it: instances take over
 * from each other. What was heard before, or goes back behind it, is left out; a publisher's signs
 * of life pass once per change; and when nobody speaks of a symbol any more, it is stale by itself.
 *
 * <p>One event loop.
 */
public final class StreamWatch {

  private static final String NOBODY = "nobody publishes it";

  /** How far a numbered part of a stream is. */
  private static final class Mark {
    long sequence = -1;
    long venueNanos;

    /** A venue that begins to count anew is ahead in time; a repetition is not. */
    boolean passes(long nextSequence, long nextVenueNanos) {
      if (nextSequence <= sequence && nextVenueNanos <= venueNanos) {
        return false;
      }
      sequence = nextSequence;
      venueNanos = nextVenueNanos;
      return true;
    }

    void forget() {
      sequence = -1;
      venueNanos = 0;
    }
  }

  private static final class Line {
    final Mark quotes = new Mark();
    final Mark trades = new Mark();
    final Mark book = new Mark();
    long heardNanos;
    StreamHealth.State told;
    boolean silent;
  }

  private final long silenceNanos;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /**
   * @param silence how long a symbol may be unheard of before it is stale
   */
  public StreamWatch(Duration silence) {
    silenceNanos = silence.toNanos();
  }

  /** Whether this is news of its symbol. */
  public boolean takes(MarketEvent event, long nowNanos) {
    var line = lines.computeIfAbsent(event.symbol(), _ -> new Line());
    line.heardNanos = nowNanos;
    return switch (event) {
      case Quote e -> line.quotes.passes(e.sequence(), e.venueNanos());
      case Trade e -> line.trades.passes(e.tradeId(), e.venueNanos());
      case BookSnapshot e -> line.book.passes(e.sequence(), e.venueNanos());
      case BookDelta e -> line.book.passes(e.lastSequence(), e.venueNanos());
      case StreamHealth e -> health(line, e);
      case Bar _, InstrumentStatus _ -> true;
    };
  }

  private static boolean health(Line line, StreamHealth health) {
    boolean news = line.silent || health.state() != line.told;
    line.silent = false;
    line.told = health.state();
    switch (health.state()) {
      case DISCONNECTED -> {
        line.quotes.forget();
        line.trades.forget();
        line.book.forget();
      }
      case GAPPED -> line.book.forget();
      case LIVE, STALE, CROSSED -> {}
    }
    return news;
  }

  /** The symbols that have fallen silent since the last time, as stale. */
  public List<StreamHealth> silent(long nowNanos) {
    List<StreamHealth> stale = new ArrayList<>(0);
    lines.forEach(
        (symbol, line) -> {
          if (!line.silent && nowNanos - line.heardNanos > silenceNanos) {
            line.silent = true;
            stale.add(new StreamHealth(symbol, StreamHealth.State.STALE, NOBODY, 0, nowNanos));
          }
        });
    return stale;
  }

  /** Whether nobody has spoken of it for too long, as told by {@link #silent}. */
  public boolean isSilent(String symbol) {
    var line = lines.get(symbol);
    return line != null && line.silent;
  }
}
