package outcry.model;

/**
 * Something a market told us, in units of its instrument. Times are nanoseconds since the epoch,
 * UTC.
 */
public sealed interface MarketEvent {

  String symbol();

  /** When the venue says it happened; 0 where the venue does not say. */
  long venueNanos();

  /** When we learned it. */
  long receivedNanos();

  /**
   * The best bid and ask. A side without orders has price and quantity 0.
   *
   * @param sequence the venue's update id, rising per symbol
   */
  record Quote(
      String symbol,
      long bidPrice,
      long bidQuantity,
      long askPrice,
      long askQuantity,
      long sequence,
      long venueNanos,
      long receivedNanos)
      implements MarketEvent {

    public boolean isTwoSided() {
      return bidPrice > 0 && askPrice > 0;
    }

    /** Twice the mid price, so that it stays exact; meaningful only when two-sided. */
    public long twiceMid() {
      return Math.addExact(bidPrice, askPrice);
    }
  }

  /**
   * A trade between others.
   *
   * @param aggressor the side that took liquidity
   */
  record Trade(
      String symbol,
      long tradeId,
      long price,
      long quantity,
      Side aggressor,
      long venueNanos,
      long receivedNanos)
      implements MarketEvent {}

  /** The whole book as of {@code sequence}; bids from high to low, asks from low to high. */
  record BookSnapshot(
      String symbol, long sequence, Levels bids, Levels asks, long venueNanos, long receivedNanos)
      implements MarketEvent {}

  /**
   * Changed levels; quantities are absolute, 0 removes.
   *
   * @param firstSequence first update id in this message
   * @param lastSequence last update id in this message
   * @param previousSequence last update id of the message before, or -1 where the venue does not
   *     say
   */
  record BookDelta(
      String symbol,
      long firstSequence,
      long lastSequence,
      long previousSequence,
      Levels bids,
      Levels asks,
      long venueNanos,
      long receivedNanos)
      implements MarketEvent {}

  /**
   * A finished bar of trades.
   *
   * @param openNanos start of the bar: for TIME bars its boundary, otherwise the first trade
   * @param venueNanos end of the bar: for TIME bars its boundary (exclusive), otherwise the last
   *     trade
   * @param volume sum of trade quantities, quantity units
   * @param trades number of trades
   */
  record Bar(
      String symbol,
      BarSpec spec,
      long openNanos,
      long open,
      long high,
      long low,
      long close,
      long volume,
      int trades,
      long venueNanos,
      long receivedNanos)
      implements MarketEvent {}

  /** Whether the instrument can be traded at its venue. */
  record InstrumentStatus(String symbol, boolean trading, long venueNanos, long receivedNanos)
      implements MarketEvent {}

  /**
   * A change of what we think of a stream.
   *
   * @param reason why, for people; empty when LIVE
   */
  record StreamHealth(
      String symbol, State state, String reason, long venueNanos, long receivedNanos)
      implements MarketEvent {

    /** Orders on anything but LIVE are refused by default. */
    public enum State {
      LIVE,
      STALE,
      GAPPED,
      /** Best bid at or above best ask. */
      CROSSED,
      DISCONNECTED
    }
  }
}
