package outcry.strategy;

import outcry.model.BarSpec;
import outcry.model.OrderCommand;
import outcry.strategy.core.Feed;

/** What a strategy's session asks of the event loop. Called on the event loop. */
interface Port {

  void subscribe(Feed feed, String symbol);

  void openBars(String symbol, BarSpec spec, int warmup);

  void timer(PendingTimer timer);

  void cancelTimer(PendingTimer timer);

  /**
   * @param askedAt {@link System#nanoTime} at which the strategy made it
   */
  void command(OrderCommand command, long askedAt);

  /** {@code onStart} is over. */
  void started(boolean warm);

  void warmth(boolean warm);

  /** {@code onStop} is over. */
  void stopped();
}
