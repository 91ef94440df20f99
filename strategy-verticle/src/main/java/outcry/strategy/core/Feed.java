package outcry.strategy.core;

/** What can be subscribed to of a symbol; stream health comes with each. */
public enum Feed {
  QUOTES,
  TRADES,
  BOOK,
  HEALTH
}
