package outcry.venue.simulated;

/** An order in a book: a node of its level's queue. Pooled by the book. */
final class RestingOrder {
  long id;
  long owner;
  long open;
  boolean postOnly;
  PriceLevel level;
  RestingOrder ahead;

  /** Also links free nodes in the pool. */
  RestingOrder behind;
}
