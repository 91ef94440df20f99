package outcry.strategy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import outcry.model.Algorithm;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.Position;
import outcry.model.Side;

/**
 * Everything a strategy can do. Handed to {@link TradingStrategy#onStart} and usable from then to
 * the end of {@link TradingStrategy#onStop}, on the strategy's thread only.
 */
public interface Context {

  /** The running instance's name. */
  String name();

  String account();

  /** Nanoseconds since the epoch, UTC: the recording's time in a replay. The only clock. */
  long now();

  /**
   * @throws IllegalArgumentException naming the known symbols, if this one is unknown
   */
  Instrument instrument(String symbol);

  /** From now on {@code onQuote} is called; {@code onStreamHealth} too, as with each below. */
  void subscribeQuotes(String symbol);

  void subscribeTrades(String symbol);

  /** From now on {@code onBook} is called with snapshots and deltas. */
  void subscribeBook(String symbol);

  /** Bars, history and live; the same series for the same arguments. */
  Bars bars(String symbol, BarSpec spec);

  /** Calls {@code onTimer} with the name. */
  StrategyTimer schedule(Schedule when, String name);

  /**
   * Runs an action.
   *
   * @param name for causes and error messages
   */
  StrategyTimer schedule(Schedule when, String name, Runnable action);

  /**
   * Begins an order.
   *
   * @param quantity quantity units
   */
  OrderDraft order(Side side, String symbol, long quantity);

  /**
   * Sends many orders at once; each has a ticket and a result of its own.
   *
   * @return in the order of the drafts
   * @throws IllegalArgumentException if one of them is a bracket
   */
  List<OrderTicket> submitAll(List<OrderDraft> drafts);

  /**
   * Sends orders of which one cancels the others: as soon as one has filled, even in part, the
   * others are canceled, by the owner, whatever becomes of this strategy. All are taken or none.
   *
   * @param drafts 2 to {@link outcry.model.OrderCommand#LIST_MAX}
   * @return in the order of the drafts
   * @throws IllegalArgumentException if one of them is a bracket
   */
  List<OrderTicket> oneCancelsOthers(List<OrderDraft> drafts);

  /**
   * Waits for the first fill of any of these orders; then the waits for the others are over, the
   * orders themselves go on.
   *
   * @param then runs once, in a callback of its own; empty if all ended without a fill
   * @throws IllegalArgumentException without orders
   */
  void onFirstFill(Collection<OrderTicket> orders, Consumer<Optional<OrderTicket>> then);

  /**
   * Has the owner work a large order in small ones, which are orders of this strategy. It goes on
   * without this run; stopping the strategy ends it as it cancels orders. The end is told to {@code
   * onAlgorithmEnded}.
   *
   * @param quantity quantity units
   * @param price limit of every child, price units; 0: market orders
   * @param length from now to the end, whatever is done by then
   * @return its id
   */
  String work(
      Side side, String symbol, long quantity, Algorithm algorithm, long price, Duration length);

  /** Ends an algorithm and cancels what it has open. */
  void cancelWork(String algorithmId);

  /** This strategy's own position, a fold over its fills. */
  Position position(String symbol);

  /** Orders that may still be filled, also those of earlier runs; oldest first. */
  List<OrderTicket> openOrders();

  /** Algorithms too. */
  void cancelAll();

  /** Cancels everything and closes every position at the market. */
  void flatten(String reason);

  /** True while new orders are refused because somebody paused this strategy. */
  boolean isPaused();

  /**
   * Logs for people, with this strategy's name and time.
   *
   * @param message SLF4J format
   */
  void log(String message, Object... arguments);
}
