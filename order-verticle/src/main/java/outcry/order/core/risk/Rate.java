package outcry.order.core.risk;

/**
 * How often something may happen: a token bucket.
 *
 * @param perSecond sustained; 0 for no limit
 * @param burst at once; 0 for no limit
 */
public record Rate(int perSecond, int burst) {

  /** No limit. */
  public static final Rate NONE = new Rate(0, 0);

  public Rate {
    if (perSecond < 0 || burst < 0 || (perSecond == 0) != (burst == 0)) {
      throw new IllegalArgumentException(
          "perSecond and burst must both be at least 1, or both be 0, were "
              + perSecond
              + " and "
              + burst);
    }
  }

  boolean isLimited() {
    return perSecond > 0;
  }
}
