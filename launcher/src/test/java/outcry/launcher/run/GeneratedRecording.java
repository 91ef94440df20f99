package outcry.launcher.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;
import outcry.venue.binance.BinanceEncoder;
import outcry.venue.binance.BinanceInstruments;

/** A minute of an invented market, written as a recording. The same seed gives the same bytes. */
public final class GeneratedRecording {

  static final Instrument INSTRUMENT = BinanceInstruments.BTCUSDT;
  static final int FRAMES = 4_000;

  private static final String SYMBOL = INSTRUMENT.symbol();
  private static final long START_NANOS = 1_767_225_600_000_000_000L;
  private static final long STEP_NANOS = 15_000_000;
  private static final int LEVELS = 5;

  private final SplittableRandom random;
  private final List<MarketEvent> events = new ArrayList<>(FRAMES);
  private final TreeMap<Long, Long> bids = new TreeMap<>();
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private long bid = 9_000_000;
  private long sequence = 1_000;
  private long tradeId;
  private long nanos = START_NANOS;

  private GeneratedRecording(long seed) {
    random = new SplittableRandom(seed);
  }

  public static GeneratedRecording of(long seed) {
    var recording = new GeneratedRecording(seed);
    recording.run();
    return recording;
  }

  private void run() {
    fill(bids, -1, bid);
    fill(asks, 1, ask());
    events.add(new BookSnapshot(SYMBOL, sequence, levels(bids), levels(asks), nanos, nanos));
    while (events.size() < FRAMES - 1) {
      nanos += STEP_NANOS;
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> trade();
        case 3 -> move();
        default -> quote();
      }
    }
    nanos += STEP_NANOS;
    quote();
  }

  private long ask() {
    return bid + INSTRUMENT.tickSize();
  }

  private void trade() {
    var aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
    long price = aggressor == Side.BUY ? ask() : bid;
    events.add(new Trade(SYMBOL, ++tradeId, price, quantity(), aggressor, nanos, nanos));
  }

  private void quote() {
    events.add(new Quote(SYMBOL, bid, bids.get(bid), ask(), asks.get(ask()), sequence, 0, nanos));
  }

  /** The market moves, and a difference turns the old book into the new one. */
  private void move() {
    var oldBids = new TreeMap<>(bids);
    var oldAsks = new TreeMap<>(asks);
    bid += (random.nextInt(81) - 40) * INSTRUMENT.tickSize();
    bids.clear();
    asks.clear();
    fill(bids, -1, bid);
    fill(asks, 1, ask());
    oldBids.keySet().forEach(price -> oldBids.put(price, bids.getOrDefault(price, 0L)));
    oldAsks.keySet().forEach(price -> oldAsks.put(price, asks.getOrDefault(price, 0L)));
    oldBids.putAll(bids);
    oldAsks.putAll(asks);
    long first = sequence + 1;
    sequence += 3;
    events.add(
        new BookDelta(SYMBOL, first, sequence, -1, levels(oldBids), levels(oldAsks), nanos, nanos));
  }

  private void fill(NavigableMap<Long, Long> side, int direction, long from) {
    for (int i = 0; i < LEVELS; i++) {
      side.put(from + (long) direction * i * INSTRUMENT.tickSize(), quantity());
    }
  }

  private long quantity() {
    return INSTRUMENT.lotSize() * (1 + random.nextInt(100_000));
  }

  private Levels levels(NavigableMap<Long, Long> side) {
    var pairs = new long[side.size() * 2];
    int i = 0;
    for (var level : side.entrySet()) {
      pairs[i++] = level.getKey();
      pairs[i++] = level.getValue();
    }
    return Levels.of(pairs);
  }

  long count(Class<? extends MarketEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }

  String bestBid() {
    return INSTRUMENT.priceText(bid);
  }

  String bestAsk() {
    return INSTRUMENT.priceText(ask());
  }

  /** Where a difference stands, counted from 0; not the first ones. */
  int indexOfMove() {
    for (int i = events.size() / 2; ; i++) {
      if (events.get(i) instanceof BookDelta) {
        return i;
      }
    }
  }

  /** One line a frame, without line ends. */
  List<String> lines() {
    var encoder = new BinanceEncoder(new Instruments(List.of(INSTRUMENT)));
    return events.stream()
        .map(
            event ->
                event.receivedNanos()
                    + " "
                    + new String(encoder.encode(event), StandardCharsets.US_ASCII))
        .toList();
  }

  public Path writeTo(Path file) throws IOException {
    return write(file, lines());
  }

  /** As gzip if the name says so. */
  static Path write(Path file, List<String> lines) throws IOException {
    var raw = Files.newOutputStream(file);
    try (var out =
        file.toString().endsWith(".gz")
            ? new GZIPOutputStream(raw)
            : new BufferedOutputStream(raw)) {
      for (var line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    return file;
  }
}
