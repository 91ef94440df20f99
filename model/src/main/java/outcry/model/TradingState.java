package outcry.model;

/** What an instrument, strategy, account or the whole house may do. Cancels always pass. */
public enum TradingState {
  ACTIVE,
  /** Only orders that make a position smaller. */
  REDUCING,
  /** No new order. */
  HALTED
}
