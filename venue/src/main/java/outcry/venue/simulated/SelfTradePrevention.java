package outcry.venue.simulated;

/** What happens when an order meets a resting one of the same owner, instead of a trade. */
public enum SelfTradePrevention {
  /** The resting order is canceled, the incoming one goes on. */
  CANCEL_RESTING,
  /** What is left of the incoming order is canceled, the resting one stays. */
  CANCEL_AGGRESSOR,
  /** Both are canceled. */
  CANCEL_BOTH
}
