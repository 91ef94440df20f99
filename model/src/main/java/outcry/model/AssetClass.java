package outcry.model;

/** What kind of contract an instrument is. */
public enum AssetClass {
  SPOT,
  EQUITY,
  FUTURE,
  PERPETUAL
}
