package outcry.marketdata.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.MarketEvent;

/** Remembers what the core sent. */
final class RecordingSink implements MarketSink {

  final List<MarketEvent> published = new ArrayList<>();
  final List<String> snapshotsNeeded = new ArrayList<>();

  @Override
  public void publish(MarketEvent event) {
    published.add(event);
  }

  @Override
  public void snapshotNeeded(String symbol) {
    snapshotsNeeded.add(symbol);
  }

  /** What was published since the last call. */
  List<MarketEvent> drain() {
    var drained = List.copyOf(published);
    published.clear();
    return drained;
  }
}
