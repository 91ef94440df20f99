package outcry.model;

/** What a trading state applies to. */
public enum TradingScope {
  GLOBAL,
  ACCOUNT,
  STRATEGY,
  INSTRUMENT
}
