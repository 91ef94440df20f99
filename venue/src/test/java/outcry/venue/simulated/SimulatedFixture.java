package outcry.venue.simulated;

import java.util.List;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;

/** Two instruments, two accounts, and short ways to say orders. */
final class SimulatedFixture {

  static final long START = 1_700_000_000_000_000_000L;
  static final long NOW = START + 5_000;
  static final String ANN = "ann";
  static final String BOB = "bob";

  /** Price scale 2, tick 0.10; quantity scale 6, lot 0.0001; at least 10 USDT. */
  static final Instrument BTC =
      new Instrument(
          "BTCUSDT.SIM",
          AssetClass.SPOT,
          "SIM",
          "BTC",
          "USDT",
          2,
          6,
          10,
          100,
          100,
          100_000_000,
          1_000_000_000,
          1);

  static final Instrument MNQ =
      new Instrument(
          "MNQZ6.SIM", AssetClass.FUTURE, "SIM", "MNQ", "USD", 2, 0, 25, 1, 1, 1_000, 0, 2);

  static final Instruments INSTRUMENTS = new Instruments(List.of(BTC, MNQ));

  static final ExchangeConfig CONFIG =
      new ExchangeConfig(
          "SIM", List.of(ANN, BOB), 1_000, 10_000, -1, 4, SelfTradePrevention.CANCEL_RESTING);

  static SimulatedExchange exchange() {
    return new SimulatedExchange(CONFIG, INSTRUMENTS, START);
  }

  /** A good-till-canceled limit order in MNQ. */
  static VenueOrder limit(String account, String id, Side side, long quantity, long price) {
    return order(account, id, side, OrderType.LIMIT, TimeInForce.GTC, quantity, price, false);
  }

  static VenueOrder market(String account, String id, Side side, long quantity) {
    return order(account, id, side, OrderType.MARKET, TimeInForce.IOC, quantity, 0, false);
  }

  static VenueOrder order(
      String account,
      String id,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      boolean postOnly) {
    return new VenueOrder(
        account, id, MNQ.symbol(), side, type, timeInForce, quantity, price, postOnly, NOW);
  }

  private SimulatedFixture() {}
}
