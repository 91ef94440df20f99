package outcry.order.core;

/** How much of an order that we hold may go, as far as other orders of its list are concerned. */
@FunctionalInterface
interface Leash {

  /** Quantity units; 0 while it waits for another order, and its whole quantity if it does not. */
  long mayRelease(Order order);
}
