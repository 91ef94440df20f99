package outcry.venue.simulated;

import java.util.Comparator;
import java.util.TreeMap;
import outcry.model.Instrument;
import outcry.model.Levels;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

/**
 * One instrument's book, and what everybody may see of it. Ids above zero are clients' orders; what
 * happens to them is reported to {@link ClientOrders} too.
 */
final class Market implements BookListener {

  private static final long NANOS_PER_MICRO = 1_000;

  private final Instrument instrument;
  private final MatchingBook book;
  private final ClientOrders clients;
  private final Effects.Outbox outbox;
  private final TreeMap<Long, Long> changedBids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, Long> changedAsks = new TreeMap<>();
  private Quote quote;
  private boolean trading = true;
  private long sequence;
  private long lastTradeId;
  private long now;

  /**
   * @param startNanos sequences and trade ids start at its microseconds, so that they go on rising
   *     after a restart
   */
  Market(
      Instrument instrument,
      ExchangeConfig config,
      ClientOrders clients,
      Effects.Outbox outbox,
      long startNanos) {
    this.instrument = instrument;
    this.clients = clients;
    this.outbox = outbox;
    this.book = new MatchingBook(config.restingOrdersMax(), config.selfTrades(), this);
    this.sequence = startNanos / NANOS_PER_MICRO;
    this.lastTradeId = sequence;
    this.quote = new Quote(instrument.symbol(), 0, 0, 0, 0, sequence, startNanos, startNanos);
  }

  Instrument instrument() {
    return instrument;
  }

  boolean isTrading() {
    return trading;
  }

  /** The book, for one operation at that time; {@link #publish} must follow it. */
  MatchingBook bookAt(long nowNanos) {
    now = nowNanos;
    return book;
  }

  /** Tells everybody what the last operation changed. */
  void publish() {
    if (changedBids.isEmpty() && changedAsks.isEmpty()) {
      return;
    }
    long previous = sequence++;
    outbox.add(
        new BookDelta(
            instrument.symbol(),
            sequence,
            sequence,
            previous,
            drain(changedBids),
            drain(changedAsks),
            now,
            now));
    var next = quote(now);
    if (!sameTouch(quote, next)) {
      quote = next;
      outbox.add(next);
    }
  }

  Quote quote(long nowNanos) {
    return new Quote(
        instrument.symbol(),
        book.bestPrice(Side.BUY),
        book.bestQuantity(Side.BUY),
        book.bestPrice(Side.SELL),
        book.bestQuantity(Side.SELL),
        sequence,
        nowNanos,
        nowNanos);
  }

  BookSnapshot snapshot(long nowNanos) {
    return new BookSnapshot(
        instrument.symbol(),
        sequence,
        book.levels(Side.BUY),
        book.levels(Side.SELL),
        nowNanos,
        nowNanos);
  }

  InstrumentStatus status(long nowNanos) {
    return new InstrumentStatus(instrument.symbol(), trading, nowNanos, nowNanos);
  }

  void setTrading(boolean value, long nowNanos) {
    if (trading != value) {
      trading = value;
      outbox.add(status(nowNanos));
    }
  }

  @Override
  public void accepted(long id) {
    if (isClient(id)) {
      clients.accepted(id, now);
    }
  }

  @Override
  public void rejected(long id, BookRefusal refusal) {
    if (isClient(id)) {
      clients.rejected(id, refusal.name(), now);
    }
  }

  @Override
  public void traded(
      long makerId,
      long takerId,
      Side takerSide,
      long price,
      long quantity,
      long makerOpen,
      long takerOpen) {
    lastTradeId++;
    outbox.add(new Trade(instrument.symbol(), lastTradeId, price, quantity, takerSide, now, now));
    if (isClient(makerId)) {
      clients.madeTrade(instrument, makerId, quantity, price, now);
    }
    if (isClient(takerId)) {
      clients.tookTrade(instrument, takerId, quantity, price, now);
    }
  }

  @Override
  public void canceled(long id, long open, CancelCause cause) {
    if (isClient(id)) {
      clients.ended(id, cause, now);
    }
  }

  @Override
  public void cancelRejected(long id, BookRefusal refusal) {
    if (isClient(id)) {
      throw new IllegalStateException("open order " + id + " is not in its book: " + refusal);
    }
  }

  @Override
  public void amended(long id, long open, long price, boolean keptPriority) {
    if (isClient(id)) {
      clients.amended(id, open, price, now);
    }
  }

  @Override
  public void amendRejected(long id, BookRefusal refusal) {
    if (isClient(id)) {
      clients.amendRejected(id, refusal.name(), now);
    }
  }

  @Override
  public void levelChanged(Side side, long price, long quantity) {
    (side == Side.BUY ? changedBids : changedAsks).put(price, quantity);
  }

  private static boolean isClient(long id) {
    return id > 0;
  }

  private static boolean sameTouch(Quote a, Quote b) {
    return a.bidPrice() == b.bidPrice()
        && a.bidQuantity() == b.bidQuantity()
        && a.askPrice() == b.askPrice()
        && a.askQuantity() == b.askQuantity();
  }

  private static Levels drain(TreeMap<Long, Long> changed) {
    if (changed.isEmpty()) {
      return Levels.NONE;
    }
    var prices = new long[changed.size()];
    var quantities = new long[changed.size()];
    int i = 0;
    for (var level : changed.entrySet()) {
      prices[i] = level.getKey();
      quantities[i] = level.getValue();
      i++;
    }
    changed.clear();
    return new Levels(prices, quantities);
  }
}
