package outcry.marketdata.core;

import outcry.model.MarketEvent;

/** Where the core sends what it makes of a stream. */
public interface MarketSink {

  void publish(MarketEvent event);

  /** The book of that symbol cannot be continued: a snapshot must be fetched. */
  void snapshotNeeded(String symbol);
}
