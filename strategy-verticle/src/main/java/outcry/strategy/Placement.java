package outcry.strategy;

/** Where a strategy's callbacks run. */
public enum Placement {
  /** On the event loop that carries its messages: a replay, or the least latency. */
  CO_LOCATED,
  /** On a thread of its own: if it hangs, it hangs alone. */
  ISOLATED
}
