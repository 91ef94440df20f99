package outcry.venue.simulated;

/** Why what was left of an order was taken away. */
public enum CancelCause {
  REQUESTED,
  SELF_TRADE,
  /** An immediate or market order found no more to fill against. */
  NO_LIQUIDITY,
  /** A fill-or-kill order could not be filled whole. */
  NOT_FILLABLE
}
