package outcry.venue.simulated;

/** Why a book did nothing. */
public enum BookRefusal {
  /** As many orders rest as the book may hold. */
  OVERLOADED,
  /** An order of that id rests in the book. */
  DUPLICATE_ID,
  QTY_NOT_POSITIVE,
  /** So large that the sum of a full book could exceed 64 bits. */
  MAX_QTY,
  PRICE_NOT_POSITIVE,
  /** A post-only order would have traded at once. */
  WOULD_TAKE,
  /** No order of that id rests in the book. */
  UNKNOWN_ORDER
}
