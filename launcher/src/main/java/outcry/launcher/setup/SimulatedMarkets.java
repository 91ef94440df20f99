package outcry.launcher.setup;

import java.util.List;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.venue.simulated.AgentConfig;

/** What the simulated exchange lists: a future, a coin and a share, with agents to trade them. */
public final class SimulatedMarkets {

  public static final String VENUE = "SIM";

  /** Micro E-mini Nasdaq-100: tick 0.25, two dollars a point (CME contract specification). */
  public static final Instrument MNQ =
      new Instrument(
          "MNQZ6.SIM", AssetClass.FUTURE, VENUE, "MNQ", "USD", 2, 0, 25, 1, 1, 1_000, 0, 2);

  public static final Instrument BTCUSDT =
      new Instrument(
          "BTCUSDT.SIM",
          AssetClass.SPOT,
          VENUE,
          "BTC",
          "USDT",
          2,
          5,
          1,
          1,
          1,
          900_000_000,
          500_000_000,
          1);

  public static final Instrument AAPL =
      new Instrument(
          "AAPL.SIM", AssetClass.EQUITY, VENUE, "AAPL", "USD", 2, 0, 1, 1, 1, 100_000, 0, 1);

  private SimulatedMarkets() {}

  public static Instruments instruments() {
    return new Instruments(List.of(MNQ, BTCUSDT, AAPL));
  }

  public static List<AgentConfig> agents() {
    return List.of(
        AgentConfig.lively(MNQ.symbol(), 2_150_000, 2),
        AgentConfig.lively(BTCUSDT.symbol(), 6_168_600, 10_000),
        AgentConfig.lively(AAPL.symbol(), 23_000, 100));
  }
}
