package outcry.model;

/** FIX 40, as the order is entered; what is triggered goes on as {@link #released}. */
public enum OrderType {
  MARKET(false, false),
  LIMIT(true, false),
  /** Becomes MARKET once the market trades at its trigger price or through it. */
  STOP(false, true),
  /** Becomes LIMIT once the market trades at its trigger price or through it. */
  STOP_LIMIT(true, true),
  /** Becomes MARKET once the market is at its trigger price or better. */
  MARKET_IF_TOUCHED(false, true),
  /** Becomes LIMIT once the market is at its trigger price or better. */
  LIMIT_IF_TOUCHED(true, true),
  /** A STOP whose trigger price follows the market at a distance, never back. */
  TRAILING_STOP(false, true);

  private final boolean limit;
  private final boolean trigger;

  OrderType(boolean limit, boolean trigger) {
    this.limit = limit;
    this.trigger = trigger;
  }

  /** Whether it has a limit price. */
  public boolean hasLimit() {
    return limit;
  }

  /** Whether it waits for a trigger price. */
  public boolean hasTrigger() {
    return trigger;
  }

  /** What it is once its trigger price was met; itself if it has none. */
  public OrderType released() {
    return trigger ? (limit ? LIMIT : MARKET) : this;
  }
}
