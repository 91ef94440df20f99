package outcry.marketdata.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import outcry.model.BarSpec;
import outcry.model.Levels;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.StreamHealth.State;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.model.query.SymbolTop;
import outcry.venue.binance.BinanceInstruments;

class SymbolStreamTest {

  private static final String BTC = "BTCUSDT.BINANCE";
  private static final long S = 1_000_000_000L;

  private final RecordingSink sink = new RecordingSink();
  private final SymbolStream stream =
      new SymbolStream(
          BinanceInstruments.BTCUSDT,
          new StreamConfig(Duration.ofSeconds(5), Duration.ofMillis(250), 100, 10, 2),
          sink);

  private static Quote quote(long sequence, long bid, long ask, long receivedNanos) {
    return new Quote(BTC, bid, 1, ask, 1, sequence, 0, receivedNanos);
  }

  private static Trade trade(long id, long venueNanos, long receivedNanos) {
    return new Trade(BTC, id, 100, 5, Side.BUY, venueNanos, receivedNanos);
  }

  private static BookDelta delta(long first, long last, Levels bids, long receivedNanos) {
    return new BookDelta(BTC, first, last, -1, bids, Levels.NONE, 0, receivedNanos);
  }

  private static BookSnapshot snapshot(long sequence, long receivedNanos) {
    return new BookSnapshot(BTC, sequence, Levels.of(99, 1), Levels.of(101, 1), 0, receivedNanos);
  }

  private static StreamHealth health(State state, String reason, long venue, long received) {
    return new StreamHealth(BTC, state, reason, venue, received);
  }

  @Test
  void quotesPassAndOldOnesAreDropped() {
    var first = quote(5, 99, 101, 1);
    var next = quote(7, 98, 101, 3);
    stream.onEvent(first);
    stream.onEvent(quote(5, 97, 101, 2));
    stream.onEvent(quote(4, 97, 101, 2));
    stream.onEvent(next);
    assertEquals(List.of(health(State.LIVE, "", 0, 1), first, next), sink.published);
    assertEquals(new StreamCounts(0, 4, 0, 0, 0, 2, 0), stream.counts());
    assertEquals(98, stream.bestBid());
  }

  @Test
  void aRepeatedTradeCountsOnce() {
    stream.openBars(BarSpec.ticks(2), 0);
    stream.onEvent(trade(1, 0, 1));
    stream.onEvent(trade(1, 0, 2));
    stream.onEvent(trade(2, 0, 3));
    assertEquals(
        List.of(
            health(State.LIVE, "", 0, 1),
            trade(1, 0, 1),
            trade(2, 0, 3),
            new Bar(BTC, BarSpec.ticks(2), 1, 100, 100, 100, 100, 10, 2, 3, 3)),
        sink.published);
  }

  @Test
  void aGapStopsTheBookUntilASnapshot() {
    stream.onEvent(delta(8, 9, Levels.of(98, 1), 1));
    assertEquals(
        List.of(health(State.GAPPED, "the book awaits its first snapshot", 0, 1)), sink.drain());
    stream.onEvent(snapshot(9, 2));
    assertEquals(List.of(health(State.LIVE, "", 0, 2), snapshot(9, 2)), sink.drain());

    var next = delta(10, 11, Levels.of(100, 2), 3);
    stream.onEvent(next);
    assertEquals(List.of(next), sink.drain());

    stream.onEvent(delta(13, 14, Levels.of(98, 7), 4));
    stream.onEvent(delta(15, 15, Levels.NONE, 5));
    assertEquals(
        List.of(health(State.GAPPED, "update 13 does not follow 11: a snapshot is awaited", 0, 4)),
        sink.drain());
    assertEquals(List.of(BTC, BTC), sink.snapshotsNeeded, "the first book, and after the gap");

    stream.onEvent(snapshot(12, 6));
    assertEquals(
        List.of(
            health(State.LIVE, "", 0, 6),
            new BookSnapshot(BTC, 15, Levels.of(99, 1, 98, 7), Levels.of(101, 1), 0, 6)),
        sink.drain(),
        "the book is published with what came after the snapshot");
    assertEquals(new StreamCounts(0, 0, 4, 2, 1, 0, 0), stream.counts());
  }

  @Test
  void aSnapshotThatIsTooOldIsAskedForAgain() {
    stream.onEvent(delta(8, 9, Levels.NONE, 1));
    stream.onEvent(snapshot(5, 2));
    assertEquals(List.of(BTC, BTC), sink.snapshotsNeeded);
    assertEquals(State.GAPPED, stream.health());
  }

  @Test
  void silenceIsStaleUntilSomethingComes() {
    stream.onEvent(quote(1, 99, 101, S));
    sink.drain();
    stream.onTime(6 * S);
    assertEquals(List.of(), sink.drain());
    stream.onTime(6 * S + 1);
    stream.onTime(7 * S);
    assertEquals(
        List.of(health(State.STALE, "nothing received for 5000 ms", 0, 6 * S + 1)), sink.drain());
    var next = quote(2, 99, 101, 8 * S);
    stream.onEvent(next);
    assertEquals(List.of(health(State.LIVE, "", 0, 8 * S), next), sink.drain());
  }

  @Test
  void aCrossedQuoteIsToldBeforeItIsPublished() {
    stream.onEvent(quote(1, 99, 101, 1));
    sink.drain();
    var crossed = quote(2, 101, 101, 2);
    stream.onEvent(crossed);
    assertEquals(
        List.of(health(State.CROSSED, "best bid at or above best ask", 0, 2), crossed),
        sink.drain());
    stream.onEvent(quote(3, 99, 101, 3));
    assertEquals(State.LIVE, stream.health());
  }

  @Test
  void aDisconnectForgetsTheBookAndTheSequences() {
    stream.onEvent(snapshot(9, 1));
    stream.onEvent(quote(9, 99, 101, 1));
    sink.drain();
    stream.onDisconnected("reset by peer", 5);
    assertEquals(List.of(health(State.DISCONNECTED, "reset by peer", 0, 5)), sink.drain());
    stream.onEvent(quote(1, 98, 101, 6));
    stream.onEvent(delta(20, 21, Levels.NONE, 7));
    assertEquals(State.GAPPED, stream.health());
    assertEquals(98, stream.bestBid());
  }

  /** The venue's clock may be a second ahead of ours, as in the real recordings. */
  @Test
  void timeBarsCloseByTheVenuesClockAndNotByOurs() {
    stream.openBars(BarSpec.seconds(1), 0);
    stream.onEvent(trade(1, 10 * S + 900_000_000, 9 * S));
    sink.drain();
    stream.onTime(9 * S + 349_999_999);
    assertEquals(List.of(), sink.drain());
    stream.onTime(9 * S + 350_000_000); // 11 s at the venue, and the grace is over
    assertEquals(
        List.of(
            new Bar(
                BTC,
                BarSpec.seconds(1),
                10 * S,
                100,
                100,
                100,
                100,
                5,
                1,
                11 * S,
                9 * S + 350_000_000)),
        sink.drain());
  }

  @Test
  void barsAreOpenedOnceAndBounded() {
    stream.openBars(BarSpec.ticks(1), 0);
    stream.onEvent(trade(1, 0, 1));
    var bar = new Bar(BTC, BarSpec.ticks(1), 1, 100, 100, 100, 100, 5, 1, 1, 1);
    assertEquals(Optional.of(List.of(bar)), stream.openBars(BarSpec.ticks(1), 10));
    assertEquals(Optional.of(List.of()), stream.openBars(BarSpec.ticks(2), 10));
    assertEquals(Optional.empty(), stream.openBars(BarSpec.ticks(3), 10));
  }

  @Test
  void theTopHoldsTheLatestOfEverything() {
    stream.openBars(BarSpec.ticks(1), 0);
    stream.onEvent(quote(1, 99, 101, 4));
    stream.onEvent(trade(1, 0, 5));
    assertEquals(
        new SymbolTop(
            BTC,
            99,
            1,
            101,
            1,
            100,
            5,
            State.LIVE,
            "",
            1,
            1,
            4,
            List.of(new Bar(BTC, BarSpec.ticks(1), 5, 100, 100, 100, 100, 5, 1, 5, 5))),
        stream.top());
  }

  @Test
  void aSessionSendsNoBars() {
    var health = health(State.LIVE, "", 0, 1);
    assertThrows(IllegalArgumentException.class, () -> stream.onEvent(health));
  }
}
