package outcry.model;

/** How long an order works (FIX 59). */
public enum TimeInForce {
  /** Good till canceled. */
  GTC,
  /** Immediate or cancel: what cannot fill at once is canceled. */
  IOC,
  /** Fill or kill: all at once or nothing. */
  FOK,
  /** Until the trading day ends. */
  DAY,
  /** Good till a time: {@link Instructions#expireNanos}. */
  GTD,
  /** At the opening only. */
  AT_OPEN,
  /** At the close only. */
  AT_CLOSE
}
