package outcry.bus;

/** The hops of the road whose latency is measured. */
public enum Hop {
  /** Frame decoded to strategy callback begun. */
  FEED_TO_STRATEGY,
  /** Command made by the strategy to its intent durably committed. */
  STRATEGY_TO_JOURNALED,
  /** Intent committed to the venue's acknowledgement known. */
  JOURNALED_TO_ACKNOWLEDGED
}
