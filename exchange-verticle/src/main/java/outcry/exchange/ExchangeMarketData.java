package outcry.exchange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
import outcry.model.query.SnapshotRequest;
import outcry.venue.MarketDataSession;

/** Market data of the simulated exchange, over the bus. */
public final class ExchangeMarketData implements MarketDataSession {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Bus bus;
  private final Map<String, Registration> bySymbol = new LinkedHashMap<>();
  private Listener listener;

  public ExchangeMarketData(Bus bus) {
    this.bus = bus;
  }

  @Override
  public CompletionStage<Void> open(Listener newListener) {
    listener = newListener;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> subscribe(Set<String> symbols) {
    var wanted = new java.util.TreeSet<>(symbols);
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (var symbol : Set.copyOf(bySymbol.keySet())) {
      if (!wanted.contains(symbol)) {
        all = both(all, bySymbol.remove(symbol).unregister().toCompletionStage());
      }
    }
    for (var symbol : wanted) {
      if (!bySymbol.containsKey(symbol)) {
        var registration =
            bus.on(Addresses.exchangeMarketData(symbol), event -> listener.onEvent(event));
        bySymbol.put(symbol, registration);
        all = both(all, registration.ready().toCompletionStage());
      }
    }
    return all;
  }

  @Override
  public CompletionStage<Void> requestSnapshot(String symbol) {
    return bus.request(Addresses.EXCHANGE_SNAPSHOTS, new SnapshotRequest(symbol), TIMEOUT)
        .onSuccess(snapshot -> listener.onEvent(snapshot))
        .<Void>mapEmpty()
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Void> close() {
    return subscribe(Set.of());
  }

  private static CompletionStage<Void> both(CompletionStage<Void> one, CompletionStage<Void> two) {
    return one.thenCombine(two, (_, _) -> null);
  }
}
