package outcry.strategy;

import outcry.model.MarketEvent;

/** The one place where a strategy's callbacks run, one at a time. */
interface Lane {

  /** Event loop only. */
  void market(MarketEvent event);

  /** Something that must not be lost; event loop or the strategy's thread. */
  void control(Runnable action);

  /** Something for the event loop to do, from the strategy's thread. */
  void onLoop(Runnable action);

  /** True on the thread of the callbacks while the lane is open. */
  boolean isHere();

  /** Nothing runs from here on; what waits is thrown away. Idempotent. */
  void close();

  /** Market events conflated or dropped. */
  long lost();

  int depth();
}
