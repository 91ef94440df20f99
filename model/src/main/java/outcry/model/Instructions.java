package outcry.model;

/**
 * What makes an order more than a plain one.
 *
 * @param triggerPrice of an order that has a trigger (FIX 1102), price units; of a trailing stop
 *     where it begins, or 0 to begin at its distance; otherwise 0
 * @param triggerBy what must reach the trigger price (FIX 1107)
 * @param trail how a trailing stop follows; {@link Trail#NONE} for all others
 * @param displayQuantity the most that others may see (FIX 1138), quantity units; 0 shows all
 * @param expireNanos when a GTD order ends (FIX 126), nanoseconds since the epoch, UTC; otherwise 0
 * @param parent the algorithm whose child this is; empty if none. Its owner says so, nobody else
 */
public record Instructions(
    long triggerPrice,
    TriggerBy triggerBy,
    Trail trail,
    long displayQuantity,
    long expireNanos,
    String parent) {

  /** A plain order. */
  public static final Instructions NONE =
      new Instructions(0, TriggerBy.LAST_TRADE, Trail.NONE, 0, 0, "");

  /** What must reach a trigger price (FIX 1107). */
  public enum TriggerBy {
    /** The last trade. */
    LAST_TRADE,
    /** The side of the quote that the order would take: the ask of a buy, the bid of a sell. */
    QUOTE,
    /** The middle of the quote. */
    MID
  }

  /**
   * The distance of a trailing stop from the best price it has seen.
   *
   * @param offset in its unit; positive, or 0 for none
   */
  public record Trail(Unit unit, long offset) {

    public static final Trail NONE = new Trail(Unit.PRICE, 0);

    /** What an offset counts (FIX 836). */
    public enum Unit {
      /** Price units. */
      PRICE,
      /** Ticks of the instrument. */
      TICKS,
      /** 1/10,000 of the best price; the distance is rounded up to a tick. */
      BASIS_POINTS
    }
  }

  public static Instructions trigger(long triggerPrice, TriggerBy triggerBy) {
    return new Instructions(triggerPrice, triggerBy, Trail.NONE, 0, 0, "");
  }

  public static Instructions trailing(Trail trail, TriggerBy triggerBy) {
    return new Instructions(0, triggerBy, trail, 0, 0, "");
  }

  public static Instructions goodTill(long expireNanos) {
    return new Instructions(0, TriggerBy.LAST_TRADE, Trail.NONE, 0, expireNanos, "");
  }

  public static Instructions display(long quantity) {
    return new Instructions(0, TriggerBy.LAST_TRADE, Trail.NONE, quantity, 0, "");
  }

  public static Instructions childOf(String parent) {
    return new Instructions(0, TriggerBy.LAST_TRADE, Trail.NONE, 0, 0, parent);
  }

  /** These with another trigger price. */
  public Instructions withTrigger(long price) {
    return new Instructions(price, triggerBy, trail, displayQuantity, expireNanos, parent);
  }
}
