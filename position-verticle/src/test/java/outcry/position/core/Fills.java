package outcry.position.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;

/** Fills of three instruments in two currencies. */
public final class Fills {

  public static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              spot("BTCUSDT.PAPER", "BTC", "USDT"),
              spot("ETHUSDT.PAPER", "ETH", "USDT"),
              spot("BTCEUR.PAPER", "BTC", "EUR")));

  private static Instrument spot(String symbol, String base, String quote) {
    return new Instrument(
        symbol, AssetClass.SPOT, "PAPER", base, quote, 2, 3, 1, 1, 1, 1_000_000_000, 0, 1);
  }

  /** Sequence and time are {@code n}. */
  public static JournaledEvent fill(
      long n, String account, String symbol, Side side, long quantity, long price, long fee) {
    var currency = INSTRUMENTS.get(symbol).quoteCurrency();
    return new JournaledEvent(
        0, n, 1, filled(n, n, 2, account, symbol, side, quantity, price, fee, currency));
  }

  public static OrderFilled filled(
      long n,
      long orderId,
      int version,
      String account,
      String symbol,
      Side side,
      long quantity,
      long price,
      long fee,
      String feeCurrency) {
    return new OrderFilled(
        account,
        orderId,
        version,
        symbol,
        side,
        "strategy",
        account + "-" + n,
        quantity,
        price,
        0,
        fee,
        feeCurrency,
        Liquidity.TAKER,
        n,
        n);
  }

  /** All events of an order that is filled at once. */
  public static List<OrderEvent> orderFilled(
      long orderId, String account, String symbol, Side side, long quantity, long price, long fee) {
    var order =
        new SubmitOrder(
            account,
            "order-" + orderId,
            "strategy",
            symbol,
            side,
            OrderType.MARKET,
            TimeInForce.GTC,
            quantity,
            0,
            false,
            false,
            "",
            orderId);
    var currency = INSTRUMENTS.get(symbol).quoteCurrency();
    return List.of(
        new OrderIntended(account, orderId, 1, order, 1, 1, orderId),
        filled(orderId, orderId, 2, account, symbol, side, quantity, price, fee, currency));
  }

  /** Sequences from 1 on. */
  public static List<JournaledEvent> random(SplittableRandom random, int count) {
    var symbols = INSTRUMENTS.all();
    var fills = new ArrayList<JournaledEvent>();
    for (int n = 1; n <= count; n++) {
      fills.add(
          fill(
              n,
              "acc-" + random.nextInt(3),
              symbols.get(random.nextInt(symbols.size())).symbol(),
              random.nextBoolean() ? Side.BUY : Side.SELL,
              random.nextLong(1, 5_000),
              random.nextLong(1, 100_000),
              random.nextLong(-50, 200)));
    }
    return fills;
  }

  private Fills() {}
}
