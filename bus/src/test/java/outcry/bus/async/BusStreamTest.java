package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.TestNode;
import outcry.bus.async.BoundedQueue.Counts;
import outcry.bus.async.BoundedQueue.Policy;
import outcry.model.MarketEvent;
import outcry.model.Side;

class BusStreamTest {

  private static final Address<MarketEvent> TRADES = Addresses.trades("BTCUSDT");

  private final TestNode test = new TestNode();
  private final Bus bus = test.bus();
  private final List<Long> read = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();

  @AfterEach
  void close() {
    test.close();
  }

  private BusStream<MarketEvent> open(BoundedQueue<MarketEvent> buffer) {
    return test.run(
        () ->
            BusStream.open(bus, TRADES, buffer)
                .exceptionHandler(failure -> ends.add(failure.getMessage()))
                .endHandler(_ -> ends.add("end"))
                .handler(event -> read.add(event.receivedNanos())));
  }

  private void publish(long from, long to) {
    test.run(
        () -> {
          for (long n = from; n <= to; n++) {
            bus.publish(TRADES, new MarketEvent.Trade("BTCUSDT", n, 1, 1, Side.BUY, 0, n));
          }
          return null;
        });
    test.settle();
  }

  @Test
  void flowsPausesFetchesAndResumes() {
    var stream = open(BoundedQueue.of(10, Policy.REFUSE));
    publish(1, 2);
    assertEquals(List.of(1L, 2L), read);
    test.run(stream::pause);
    publish(3, 6);
    assertEquals(List.of(1L, 2L), read);
    test.run(() -> stream.fetch(1));
    assertEquals(List.of(1L, 2L, 3L), read);
    test.run(() -> stream.fetch(1).fetch(1));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), read);
    test.run(stream::resume);
    publish(7, 7);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), read);
  }

  @Test
  void readerThatPausesItselfGetsNoMore() {
    var stream = open(BoundedQueue.of(10, Policy.REFUSE));
    test.run(
        () ->
            stream.handler(
                event -> {
                  read.add(event.receivedNanos());
                  stream.pause();
                }));
    publish(1, 3);
    assertEquals(List.of(1L), read);
    test.run(() -> stream.fetch(1));
    assertEquals(List.of(1L, 2L), read);
  }

  @Test
  void bufferThatRefusesFailsAndEndsTheStream() {
    var stream = open(BoundedQueue.of(2, Policy.REFUSE));
    test.run(stream::pause);
    publish(1, 5);
    assertEquals(List.of("reader of md.trade.BTCUSDT is 2 behind", "end"), ends);
    test.run(stream::resume);
    assertEquals(List.of(), read);
    assertEquals(new Counts(2, 0, 0, 1), stream.counts());
  }

  @Test
  void slowReaderOfADroppingBufferGetsTheNewest() {
    var stream = open(BoundedQueue.of(2, Policy.DROP_OLDEST));
    test.run(stream::pause);
    publish(1, 5);
    test.run(stream::resume);
    assertEquals(List.of(4L, 5L), read);
    assertEquals(new Counts(5, 0, 3, 0), stream.counts());
    test.await(stream::close);
    publish(6, 6);
    assertEquals(List.of(4L, 5L), read);
    assertEquals(List.of("end"), ends);
  }

  @Test
  void pipesIntoAWriteStreamUntilItEnds() {
    var stream = open(BoundedQueue.of(100, Policy.REFUSE));
    Promise<Void> piped = Promise.promise();
    var collected = new Collector(2);
    test.run(
        () -> {
          stream.pipeTo(collected).onComplete(piped);
          return null;
        });
    publish(1, 7);
    test.run(collected::drainAll);
    test.await(stream::close);
    TestNode.await(piped.future());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), collected.written());
  }
}
