package outcry.model;

/** Instruments of every shape: exact money, rounded money, a multiplier. */
final class TestInstruments {

  /** Prices and quantities together have exactly eight places, as money has. */
  static final Instrument SPOT = spot("BTCUSDT.SIM", 2, 6);

  /** Ten places: notionals are rounded. */
  static final Instrument FINE = spot("PEPEUSDT.SIM", 8, 2);

  /** Two dollars a point. */
  static final Instrument MNQ =
      new Instrument(
          "MNQZ6.CME", AssetClass.FUTURE, "CME", "MNQ", "USD", 2, 0, 25, 1, 1, 1_000, 0, 2);

  private TestInstruments() {}

  private static Instrument spot(String symbol, int priceScale, int quantityScale) {
    return new Instrument(
        symbol,
        AssetClass.SPOT,
        "SIM",
        symbol.substring(0, symbol.indexOf("USDT")),
        "USDT",
        priceScale,
        quantityScale,
        1,
        1,
        1,
        Long.MAX_VALUE,
        0,
        1);
  }
}
