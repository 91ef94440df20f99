package outcry.model;

/** How the orders of a list depend on each other (FIX 1385). */
public enum Contingency {
  /** Not at all: a batch, each with a result of its own. */
  NONE,
  /** One cancels the others: once one fills, even in part, the others are canceled. */
  OCO,
  /** One triggers the others: they are released as the first fills, for as much as it has. */
  OTO,
  /** One updates the others: what fills of one is taken off the others. */
  OUO,
  /**
   * An entry, then its protective stop and at most one target: both are released as the entry
   * fills, for as much as it has (OTO), and what fills of one is taken off the other (OUO).
   */
  BRACKET
}
