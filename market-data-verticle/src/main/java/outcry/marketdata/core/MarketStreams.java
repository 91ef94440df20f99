package outcry.marketdata.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.query.MarketTop;

/** The streams of all symbols of one session. */
public final class MarketStreams {

  private final Map<String, SymbolStream> bySymbol = new LinkedHashMap<>();

  public MarketStreams(Collection<Instrument> instruments, StreamConfig config, MarketSink sink) {
    for (var instrument : instruments) {
      bySymbol.put(instrument.symbol(), new SymbolStream(instrument, config, sink));
    }
  }

  public Set<String> symbols() {
    return Set.copyOf(bySymbol.keySet());
  }

  public Optional<SymbolStream> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  /**
   * @throws IllegalArgumentException if the symbol is none of ours
   */
  public void onEvent(MarketEvent event) {
    var stream = bySymbol.get(event.symbol());
    if (stream == null) {
      throw new IllegalArgumentException("unknown symbol " + event.symbol());
    }
    stream.onEvent(event);
  }

  public void onTime(long nowNanos) {
    bySymbol.values().forEach(stream -> stream.onTime(nowNanos));
  }

  public void onDisconnected(String reason, long nowNanos) {
    bySymbol.values().forEach(stream -> stream.onDisconnected(reason, nowNanos));
  }

  /** As in {@link #counts}, at the cost of a look: it is asked for after each event of a replay. */
  public long gaps() {
    long gaps = 0;
    for (var stream : bySymbol.values()) {
      gaps += stream.gaps();
    }
    return gaps;
  }

  public StreamCounts counts() {
    return bySymbol.values().stream()
        .map(SymbolStream::counts)
        .reduce(StreamCounts.NONE, StreamCounts::plus);
  }

  public MarketTop top(long nowNanos) {
    return top(nowNanos, _ -> true);
  }

  /** Of some symbols only. */
  public MarketTop top(long nowNanos, Predicate<String> which) {
    return new MarketTop(
        nowNanos,
        bySymbol.entrySet().stream()
            .filter(each -> which.test(each.getKey()))
            .map(each -> each.getValue().top())
            .toList());
  }
}
