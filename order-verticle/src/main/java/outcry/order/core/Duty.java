package outcry.order.core;

import outcry.model.MarketEvent;
import outcry.model.OrderEvent;

/**
 * Something an owner owes without being asked: a stop that was reached, a child of what has filled,
 * an expiry. What is owed follows from the state, never from having seen an event go by, so that
 * whoever owns the partition after a crash owes the same. What a duty keeps besides is what the
 * market said, and which parts of the state it has yet to look at: with none, asking is free.
 */
interface Duty {

  /** Owed by time alone: never. */
  long NEVER = Long.MAX_VALUE;

  /**
   * An event was applied, now or in a replay: there may be something to look at. Decides nothing.
   *
   * @param order the order it was of; null for what is not about one order
   */
  void applied(OrderEvent event, Order order);

  /** Another duty changed what an order may do, though none of its own events says so. */
  void touched(Order order);

  /**
   * What the market says. Decides nothing.
   *
   * @return whether something may be owed because of it
   */
  boolean onMarket(MarketEvent event);

  /**
   * Adds what is owed now. It is asked again once that is applied, until it adds nothing; so it may
   * add what concerns one order and leave the rest for later. What it has added it still owes until
   * an event says otherwise.
   */
  void due(long nowNanos, Decision.Draft draft);

  /** When it must be asked though nothing has happened; {@link #NEVER} if it need not be. */
  long nextNanos();
}
