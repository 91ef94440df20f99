package outcry.strategy;

import java.util.List;
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

  /**
   * One callback's commands, to be saved before they are sent.
   *
   * @param fields as they are after the callback
   */
  void commands(List<Outbox.Asked> commands, String fields);

  /** The fields as they are now. */
  void keep(String fields);

  /** Also once {@code onStart} is over. */
  void warmth(boolean warm);

  /**
   * The last callback is over.
   *
   * @param fields as they are for ever; empty if it never started
   * @param onRequest false if another node carries on
   */
  void ended(String fields, boolean onRequest);
}
