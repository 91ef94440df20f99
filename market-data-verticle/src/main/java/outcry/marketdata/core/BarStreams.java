package outcry.marketdata.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Trade;

/** All bars of one symbol. */
final class BarStreams {

  private static final int RECENT_MAX = 100;

  private static final class BarStream {
    final BarBuilder builder;
    final BarHistory history;
    Bar last;

    BarStream(BarBuilder builder, BarHistory history) {
      this.builder = builder;
      this.history = history;
    }
  }

  private final Instrument instrument;
  private final StreamConfig config;
  private final Consumer<Bar> finished;
  private final Map<BarSpec, BarStream> bySpec = new LinkedHashMap<>();
  private final List<BarStream> streams = new ArrayList<>(); // the hot path's view of the map
  private long dueNanos = Long.MAX_VALUE;
  private long count;

  BarStreams(Instrument instrument, StreamConfig config, Consumer<Bar> finished) {
    this.instrument = instrument;
    this.config = config;
    this.finished = finished;
  }

  /** Empty if there are too many specifications already. Safe to repeat. */
  Optional<List<Bar>> open(BarSpec spec, int warmup) {
    var stream = bySpec.get(spec);
    if (stream == null) {
      if (bySpec.size() == config.barSpecsMax()) {
        return Optional.empty();
      }
      stream = new BarStream(BarBuilder.of(instrument, spec), new BarHistory(config.barsKept()));
      bySpec.put(spec, stream);
      streams.add(stream);
    }
    return Optional.of(stream.history.last(warmup));
  }

  void onTrade(Trade trade) {
    for (int i = 0; i < streams.size(); i++) {
      var stream = streams.get(i);
      stream.builder.onTrade(trade, bar -> finish(stream, bar));
    }
    schedule();
  }

  /** Closes the time bars whose end and grace have passed. */
  void onTime(long venueNanos, long receivedNanos) {
    if (venueNanos < dueNanos) {
      return;
    }
    for (var stream : streams) {
      stream.builder.onTime(
          venueNanos - config.barGrace().toNanos(), receivedNanos, bar -> finish(stream, bar));
    }
    schedule();
  }

  private void finish(BarStream stream, Bar bar) {
    stream.last = bar;
    stream.history.add(bar);
    count++;
    finished.accept(bar);
  }

  private void schedule() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < streams.size(); i++) {
      earliest = Math.min(earliest, streams.get(i).builder.closesAtNanos());
    }
    dueNanos = earliest == Long.MAX_VALUE ? Long.MAX_VALUE : earliest + config.barGrace().toNanos();
  }

  long count() {
    return count;
  }

  /** What is built. */
  List<BarSpec> specs() {
    return List.copyOf(bySpec.keySet());
  }

  /** The bars that ended at or after a time, of each specification oldest first. */
  List<Bar> endedSince(long venueNanos) {
    return streams.stream()
        .flatMap(stream -> stream.history.last(RECENT_MAX).stream())
        .filter(bar -> bar.venueNanos() >= venueNanos)
        .toList();
  }

  /** The last finished bar of each specification that has one. */
  List<Bar> last() {
    return streams.stream().map(stream -> stream.last).filter(bar -> bar != null).toList();
  }
}
