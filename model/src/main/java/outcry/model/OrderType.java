package outcry.model;

/** FIX 40. */
public enum OrderType {
  MARKET,
  LIMIT
}
