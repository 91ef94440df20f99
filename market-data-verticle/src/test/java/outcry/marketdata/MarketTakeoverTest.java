package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.StreamWatch;
import outcry.marketdata.core.Book;
import outcry.model.BarSpec;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.model.query.BarsOpened;
import outcry.model.query.OpenBars;

/** Two instances follow one venue; one publishes, then the other: a reader sees one stream. */
@Timeout(60)
class MarketTakeoverTest extends MarketDataCase {

  private static final String SYMBOL = BTC.symbol();

  /** One instance, its session and whether its lease is its own. */
  private final class Instance {
    final ScriptedSession session = new ScriptedSession();
    final MarketDataVerticle verticle =
        new MarketDataVerticle(
            node,
            _ -> timeline,
            session,
            MarketDataConfig.ofStandby("TEST", List.of(BTC)),
            new SplittableRandom(1),
            Optional.empty());
    boolean mayAct;
    Deployable shard;

    /** How many events of the venue it has received. */
    int received;

    void gain() throws Exception {
      mayAct = true;
      shard = verticle.shard(SYMBOL, guard());
      onLoop(() -> shard.deploy(context));
    }

    void lose() throws Exception {
      onLoop(() -> shard.undeploy(context));
    }

    LeaseGuard guard() {
      return new LeaseGuard() {
        @Override
        public String holder() {
          return "test";
        }

        @Override
        public long epoch() {
          return 1;
        }

        @Override
        public boolean mayAct() {
          return mayAct;
        }

        @Override
        public void gaveUp(Throwable cause) {
          throw new AssertionError(cause);
        }
      };
    }
  }

  /** A reader: the book it has, and what it was told. */
  private final class Reader {
    final StreamWatch watch = new StreamWatch(Duration.ofSeconds(1));
    final Book book = new Book(1_000);
    final List<MarketEvent> taken = new ArrayList<>();

    void on(MarketEvent event) {
      if (!watch.takes(event, timeline.nowNanos())) {
        return;
      }
      taken.add(event);
      switch (event) {
        case BookSnapshot snapshot -> book.apply(snapshot);
        case BookDelta delta ->
            assertEquals(Book.Outcome.APPLIED, book.apply(delta), "a gap nobody told of");
        default -> {}
      }
    }

    List<Long> sequences() {
      return taken.stream()
          .filter(Quote.class::isInstance)
          .map(quote -> ((Quote) quote).sequence())
          .toList();
    }
  }

  private final List<MarketEvent> venue = new ArrayList<>();

  private void deliver(Instance to, int upTo) throws Exception {
    onLoop(
        () -> {
          while (to.received < upTo) {
            to.session.listener.onEvent(venue.get(to.received++));
          }
          return Future.succeededFuture();
        });
    advance(1);
  }

  private Instance instance() throws Exception {
    var instance = new Instance();
    deploy(instance.verticle);
    advance(1);
    return instance;
  }

  private Reader reader() throws Exception {
    var reader = new Reader();
    for (var address :
        List.of(
            Addresses.books(SYMBOL),
            Addresses.quotes(SYMBOL),
            Addresses.trades(SYMBOL),
            Addresses.bars(SYMBOL, BarSpec.ticks(1)),
            Addresses.health(SYMBOL))) {
      onLoop(() -> node.bus().on(address, reader::on).ready());
    }
    return reader;
  }

  private static Levels level(long price, long quantity) {
    return new Levels(new long[] {price}, new long[] {quantity});
  }

  /** A book that changes by one level at a time, and quotes in between. */
  private void venueDay(SplittableRandom random, int events) {
    venue.add(new BookSnapshot(SYMBOL, 1, level(100, 5), level(200, 5), START, START));
    for (int sequence = 2; sequence <= events; sequence++) {
      long at = START + sequence;
      if (random.nextInt(3) == 0) {
        venue.add(new Quote(SYMBOL, 100, sequence, 200, 5, sequence, at, at));
      }
      venue.add(
          new BookDelta(
              SYMBOL,
              sequence,
              sequence,
              sequence - 1L,
              level(50 + random.nextInt(50), random.nextInt(10)),
              level(200 + random.nextInt(50), 1 + random.nextInt(10)),
              at,
              at));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aReaderSeesOneStreamThroughTakeOversInTheMiddleOfDeltas(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    venueDay(random, 400);
    var instances = List.of(instance(), instance());
    var reader = reader();
    int publisher = 0;
    instances.get(0).gain();
    for (int at = 0; at < venue.size(); at += 1 + random.nextInt(8)) {
      // the one ahead, the other behind, each by some events
      deliver(instances.get(0), Math.min(venue.size(), at + random.nextInt(6)));
      deliver(instances.get(1), Math.min(venue.size(), at + random.nextInt(6)));
      if (random.nextInt(12) == 0) {
        var former = instances.get(publisher);
        if (random.nextBoolean()) {
          former.mayAct = false; // stands still, or is dead
        } else {
          former.lose();
        }
        publisher = 1 - publisher;
        instances.get(publisher).gain();
      }
    }
    deliver(instances.get(publisher), venue.size());

    var truth = new Book(1_000);
    for (var event : venue) {
      switch (event) {
        case BookSnapshot snapshot -> truth.apply(snapshot);
        case BookDelta delta -> truth.apply(delta);
        default -> {}
      }
    }
    assertEquals(truth.bids(1_000), reader.book.bids(1_000));
    assertEquals(truth.asks(1_000), reader.book.asks(1_000));
    var sequences = reader.sequences();
    assertEquals(sequences.stream().sorted().distinct().toList(), sequences);
    assertTrue(sequences.size() > 20, sequences.toString());
    for (var instance : instances) {
      onLoop(() -> instance.verticle.undeploy(context));
    }
  }

  @Test
  void aStandbyPublishesNothingAndGoesOnWithTheBarsOfTheOneBefore() throws Exception {
    var first = instance();
    var second = instance();
    var reader = reader();
    first.gain();
    var request = new OpenBars(SYMBOL, BarSpec.ticks(1), 10);
    assertEquals(
        new BarsOpened(List.of()),
        onLoop(
            () -> node.bus().request(Addresses.openBars(SYMBOL), request, Duration.ofSeconds(5))));
    advance(1);
    venue.add(new Trade(SYMBOL, 1, 5, 6, Side.BUY, START + 10, START + 10));
    venue.add(new Trade(SYMBOL, 2, 7, 8, Side.BUY, START + 20, START + 20));
    deliver(first, 1);
    deliver(second, 1);
    first.mayAct = false;
    deliver(first, 2);
    deliver(second, 2);
    second.gain();
    advance(1);

    var bars =
        reader.taken.stream()
            .filter(Bar.class::isInstance)
            .map(bar -> ((Bar) bar).close())
            .distinct()
            .toList();
    assertEquals(List.of(5L, 7L), bars, "also the one that ended while nobody published");
    onLoop(() -> first.verticle.undeploy(context));
    onLoop(() -> second.verticle.undeploy(context));
  }

  @Test
  void aSignOfLifeIsGivenForWhatIsPublishedAndSilenceIsStale() throws Exception {
    var instance = instance();
    var reader = reader();
    instance.gain();
    venue.add(new Quote(SYMBOL, 1, 1, 2, 1, 1, START, START));
    deliver(instance, 1);
    advance(Duration.ofSeconds(3).toNanos());
    assertEquals(List.of(), reader.watch.silent(timeline.nowNanos()));
    instance.mayAct = false;
    advance(Duration.ofMillis(1_400).toNanos());

    assertEquals(
        List.of(StreamHealth.State.STALE),
        reader.watch.silent(timeline.nowNanos()).stream().map(StreamHealth::state).toList());
    onLoop(() -> instance.verticle.undeploy(context));
  }

  @Test
  void onlyAStandbyIsGivenSymbols() throws Exception {
    var alone = verticle(new ScriptedSession(), Optional.empty());

    assertThrows(
        IllegalArgumentException.class, () -> alone.shard(SYMBOL, LeaseGuard.always("test")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Instance().verticle.shard("XYZ.NONE", LeaseGuard.always("test")));
  }
}
