package outcry.model;

/** Whether a fill added or removed liquidity (FIX 851). */
public enum Liquidity {
  MAKER,
  TAKER
}
