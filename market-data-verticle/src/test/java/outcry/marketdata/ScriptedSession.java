package outcry.marketdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.venue.MarketDataSession;

/** A session one can break. */
final class ScriptedSession implements MarketDataSession {
  final List<String> calls = new ArrayList<>();
  CompletionStage<Void> snapshotAnswer = CompletableFuture.completedStage(null);
  int opensToFail;
  Listener listener;

  @Override
  public CompletionStage<Void> open(Listener to) {
    calls.add("open");
    if (opensToFail-- > 0) {
      return CompletableFuture.failedStage(new IllegalStateException("refused"));
    }
    listener = to;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> subscribe(Set<String> symbols) {
    calls.add("subscribe " + symbols);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> requestSnapshot(String symbol) {
    calls.add("snapshot " + symbol);
    return snapshotAnswer;
  }

  @Override
  public CompletionStage<Void> close() {
    calls.add("close");
    return CompletableFuture.completedStage(null);
  }
}
