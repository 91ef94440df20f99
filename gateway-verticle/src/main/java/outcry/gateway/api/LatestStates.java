package outcry.gateway.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;
import outcry.model.query.SymbolTop;

/**
 * The latest of every symbol and of every strategy, from whoever told last: in a cluster each has
 * an owner, and the owner may change. There are as many as instruments and strategies. What nobody
 * has told of for too long is shown as such.
 */
public final class LatestStates {

  private static final long TOP_MAX_AGE = Duration.ofSeconds(1).toNanos();
  private static final long STATE_MAX_AGE = Duration.ofSeconds(3).toNanos();

  /**
   * @param toldNanos by the clock given
   */
  private record Told<T>(T what, long toldNanos) {}

  private final boolean ages;
  private final LongSupplier nanoClock;
  private final Map<String, Told<SymbolTop>> tops = new LinkedHashMap<>();
  private final Map<String, Told<StrategyView>> strategies = new LinkedHashMap<>();
  private long marketNanos;

  /**
   * @param ages false where whoever tells lives and dies with this process
   * @param nanoClock as {@link System#nanoTime}
   */
  public LatestStates(boolean ages, LongSupplier nanoClock) {
    this.ages = ages;
    this.nanoClock = nanoClock;
  }

  public void onTop(MarketTop top) {
    marketNanos = Math.max(marketNanos, top.atNanos());
    long now = nanoClock.getAsLong();
    top.symbols().forEach(symbol -> tops.put(symbol.symbol(), new Told<>(symbol, now)));
  }

  public void onStates(StrategyList list) {
    long now = nanoClock.getAsLong();
    list.strategies().forEach(one -> strategies.put(one.name(), new Told<>(one, now)));
  }

  private boolean isOld(Told<?> told, long maxAge) {
    return ages && nanoClock.getAsLong() - told.toldNanos() > maxAge;
  }

  public MarketTop market() {
    return new MarketTop(
        marketNanos,
        tops.values().stream()
            .map(told -> isOld(told, TOP_MAX_AGE) ? stale(told.what()) : told.what())
            .toList());
  }

  private static SymbolTop stale(SymbolTop top) {
    return new SymbolTop(
        top.symbol(),
        top.bidPrice(),
        top.bidQuantity(),
        top.askPrice(),
        top.askQuantity(),
        top.lastPrice(),
        top.lastQuantity(),
        StreamHealth.State.STALE,
        "nobody publishes it",
        top.quotes(),
        top.trades(),
        top.quoteNanos(),
        top.lastBars());
  }

  /** The latest of one symbol; empty if nobody has told of it. */
  public Optional<SymbolTop> top(String symbol) {
    return Optional.ofNullable(tops.get(symbol))
        .map(told -> isOld(told, TOP_MAX_AGE) ? stale(told.what()) : told.what());
  }

  public StrategyList strategies() {
    return new StrategyList(
        strategies.values().stream()
            .map(told -> isOld(told, STATE_MAX_AGE) ? unknown(told.what()) : told.what())
            .toList());
  }

  private static StrategyView unknown(StrategyView last) {
    return new StrategyView(
        last.name(),
        last.type(),
        last.account(),
        last.symbol(),
        StrategyView.State.UNKNOWN,
        "no node tells of it; it was " + last.state() + " at last",
        last.parameters(),
        last.orders(),
        last.callbacks(),
        last.conflated(),
        last.sinceNanos());
  }
}
