package outcry.venue;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import outcry.model.MarketEvent;

/**
 * The market-data port of a venue: one connection. Called, and calls its listener, on its owner's
 * context only.
 */
public interface MarketDataSession {

  /** Completes when connected; fails if that cannot be done now. */
  CompletionStage<Void> open(Listener listener);

  /** The symbols wanted from now on: the whole set, not a change to it. */
  CompletionStage<Void> subscribe(Set<String> symbols);

  /** Asks for a fresh book; it arrives as a BookSnapshot. */
  CompletionStage<Void> requestSnapshot(String symbol);

  /** Closes on every path; nothing is reported afterwards. Idempotent. */
  CompletionStage<Void> close();

  /** What a session tells its owner. */
  interface Listener {

    /** Decoded, in the order received; not yet checked for gaps. */
    void onEvent(MarketEvent event);

    void onDisconnected(String reason);
  }
}
