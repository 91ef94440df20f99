package outcry.venue.binance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.model.AssetClass;
import outcry.model.Instrument;

/** The instruments we know at Binance, with the filters of its {@code exchangeInfo}. */
public final class BinanceInstruments {

  /** The venue's name in symbols. */
  public static final String VENUE = "BINANCE";

  public static final Instrument BTCUSDT = spot("BTC", 1_000); // lot 0.00001

  public static final Instrument ETHUSDT = spot("ETH", 10_000); // lot 0.0001

  /** The USD-M perpetual: tick 0.10, lot 0.001, at least 100 USDT. */
  public static final Instrument BTCUSDT_PERP =
      new Instrument(
          "BTCUSDT-PERP.BINANCE",
          AssetClass.PERPETUAL,
          VENUE,
          "BTC",
          "USDT",
          2,
          3,
          10,
          1,
          1,
          1_000_000,
          100_00000000L,
          1);

  private BinanceInstruments() {}

  /** Spot instruments by the symbol the venue's frames carry. */
  public static Map<String, Instrument> spot() {
    return byVenueSymbol(List.of(BTCUSDT, ETHUSDT));
  }

  /** USD-M perpetuals by the symbol the venue's frames carry. */
  public static Map<String, Instrument> usdm() {
    return byVenueSymbol(List.of(BTCUSDT_PERP));
  }

  public static List<Instrument> all() {
    return List.of(BTCUSDT, ETHUSDT, BTCUSDT_PERP);
  }

  /**
   * The symbol frames carry: {@code BTCUSDT} for spot and perpetual alike; of instruments of other
   * kinds what stands before the dot.
   */
  public static String venueSymbol(Instrument instrument) {
    return switch (instrument.assetClass()) {
      case SPOT, PERPETUAL -> instrument.baseCurrency() + instrument.quoteCurrency();
      case EQUITY, FUTURE -> instrument.symbol().substring(0, instrument.symbol().lastIndexOf('.'));
    };
  }

  /**
   * Instruments by {@link #venueSymbol}, as decoders want them.
   *
   * @throws IllegalArgumentException if two have the same: they cannot be in one stream
   */
  public static Map<String, Instrument> byVenueSymbol(Collection<Instrument> instruments) {
    var bySymbol = new LinkedHashMap<String, Instrument>();
    for (var instrument : instruments) {
      var other = bySymbol.put(venueSymbol(instrument), instrument);
      if (other != null) {
        throw new IllegalArgumentException(
            instrument.symbol() + " and " + other.symbol() + " have the same symbol in frames");
      }
    }
    return bySymbol;
  }

  /**
   * Quantities have eight places though the lot is coarser: books still hold orders from before the
   * lot size was raised.
   */
  private static Instrument spot(String base, long lotSize) {
    return new Instrument(
        base + "USDT." + VENUE,
        AssetClass.SPOT,
        VENUE,
        base,
        "USDT",
        2,
        8,
        1,
        lotSize,
        lotSize,
        9_000_00000000L,
        5_00000000L,
        1);
  }
}
