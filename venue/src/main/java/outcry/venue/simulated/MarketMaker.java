package outcry.venue.simulated;

import java.util.random.RandomGenerator;
import outcry.model.Side;

/**
 * Quotes several levels on both sides around what it takes the fair value to be. Looks at its
 * quotes several times a second, not at every step, so that makers are now and then out of date.
 */
final class MarketMaker {

  private static final double LOOKS_PER_SECOND = 5;
  private static final double RESIZE_CHANCE = 0.15;
  private static final int MILLI = 1_000;

  /** By how much its idea of the fair value is off, standard deviation in thousandths of a tick. */
  private static final int OPINION = 400;

  private static final int SIZE_MAX = 10;

  private final AgentDesk desk;
  private final RandomGenerator random;
  private final long owner;
  private final int halfSpread;
  private final Quotes bids;
  private final Quotes asks;

  /** Its orders of one side by level; the id 0 stands for none. */
  private record Quotes(Side side, long[] ids, long[] ticks) {}

  /**
   * @param halfSpread in thousandths of a tick
   */
  MarketMaker(AgentDesk desk, RandomGenerator random, long owner, int levels, int halfSpread) {
    this.desk = desk;
    this.random = random;
    this.owner = owner;
    this.halfSpread = halfSpread;
    this.bids = new Quotes(Side.BUY, new long[levels], new long[levels]);
    this.asks = new Quotes(Side.SELL, new long[levels], new long[levels]);
  }

  void step(long fairMilliTicks, double seconds) {
    boolean looks = random.nextDouble() < LOOKS_PER_SECOND * seconds;
    if (!looks && hasAny(bids) && hasAny(asks)) {
      return;
    }
    long middle = fairMilliTicks + Math.round(random.nextGaussian() * OPINION);
    long bestBid = Math.floorDiv(middle - halfSpread, MILLI);
    long bestAsk = Math.ceilDiv(middle + halfSpread, MILLI);
    if (bestAsk > asks.ticks[0]) { // the side that gives way first, so as not to meet itself
      quote(asks, bestAsk);
      quote(bids, bestBid);
    } else {
      quote(bids, bestBid);
      quote(asks, bestAsk);
    }
  }

  private void quote(Quotes quotes, long best) {
    for (int level = 0; level < quotes.ids.length; level++) {
      long tick = best - (long) quotes.side.sign() * level;
      int size = 1 + random.nextInt(SIZE_MAX);
      if (!desk.isOpen(quotes.ids[level])) {
        quotes.ids[level] = desk.place(owner, quotes.side, tick, size);
      } else if (quotes.ticks[level] != tick || random.nextDouble() < RESIZE_CHANCE) {
        desk.change(quotes.ids[level], tick, size);
      }
      quotes.ticks[level] = tick;
    }
  }

  private boolean hasAny(Quotes quotes) {
    for (long id : quotes.ids) {
      if (desk.isOpen(id)) {
        return true;
      }
    }
    return false;
  }
}
