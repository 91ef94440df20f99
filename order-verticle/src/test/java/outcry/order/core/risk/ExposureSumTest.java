package outcry.order.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingDay;

/** Sums of random histories, against the same sums done the dull way in whole numbers. */
class ExposureSumTest {

  private static final List<Instrument> INSTRUMENTS =
      List.of(
          instrument("FUT.SIM", 2, 0, 2),
          instrument("COIN.SIM", 2, 5, 1),
          instrument("FX.SIM", 5, 4, 1));

  private static Instrument instrument(String symbol, int prices, int quantities, int multiplier) {
    return new Instrument(
        symbol,
        AssetClass.FUTURE,
        "SIM",
        "X",
        "USD",
        prices,
        quantities,
        1,
        1,
        1,
        1L << 60,
        0,
        multiplier);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  private record Open(String strategy, Instrument instrument, Side side, long quantity) {}

  private record Done(
      String strategy, Instrument instrument, Side side, long quantity, long price, long fee) {}

  private static final class Run {
    final SplittableRandom random;
    final House house = new House(ScopeLimits.NONE);
    final AccountBook account =
        new AccountBook(
            "A",
            Limits.defaults(),
            new Instruments(INSTRUMENTS),
            house,
            new DayClock(TradingDay.AROUND_THE_CLOCK));
    final References references = new References(Duration.ZERO);
    final List<Open> open = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    final Map<Instrument, Long> twice = new HashMap<>();

    Run(long seed) {
      random = new SplittableRandom(seed);
      INSTRUMENTS.forEach(this::quote);
    }

    void quote(Instrument instrument) {
      long bid = 1 + random.nextLong(1_000_000);
      long ask = bid + random.nextLong(5);
      references.on(new Quote(instrument.symbol(), bid, 1, ask, 1, 1, 1, 1));
      twice.put(instrument, bid + ask);
    }

    void step(int number) {
      var instrument = INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
      var strategy = random.nextBoolean() ? "s" : "t";
      var side = random.nextBoolean() ? Side.BUY : Side.SELL;
      long quantity = 1 + random.nextLong(10_000);
      switch (random.nextInt(4)) {
        case 0 -> {
          account.count(order(strategy, instrument, side), quantity, 5, 1);
          open.add(new Open(strategy, instrument, side, quantity));
        }
        case 1 -> {
          if (!open.isEmpty()) {
            var ended = open.remove(random.nextInt(open.size()));
            account.count(
                order(ended.strategy(), ended.instrument(), ended.side()), ended.quantity(), 5, -1);
          }
        }
        case 2 -> quote(instrument);
        default -> {
          var fill =
              new Done(
                  strategy,
                  instrument,
                  side,
                  quantity,
                  1 + random.nextLong(1_000_000),
                  random.nextLong(100));
          account.moved(filled(fill, number));
          done.add(fill);
        }
      }
    }

    /** Worst, up and down of an instrument. */
    long[] worst(Instrument instrument, String strategy) {
      long position = 0;
      long buys = 0;
      long sells = 0;
      for (var fill : done) {
        if (fill.instrument() == instrument && fill.strategy().contains(strategy)) {
          position += fill.side().sign() * fill.quantity();
        }
      }
      for (var order : open) {
        if (order.instrument() == instrument && order.strategy().contains(strategy)) {
          buys += order.side() == Side.BUY ? order.quantity() : 0;
          sells += order.side() == Side.SELL ? order.quantity() : 0;
        }
      }
      long up = position + buys;
      long down = position - sells;
      return new long[] {Math.max(Math.abs(up), Math.abs(down)), up, down};
    }

    List<BigInteger> naive(String strategy) {
      var sums = new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
      for (var instrument : INSTRUMENTS) {
        long mark = (twice.get(instrument) + 1) / 2;
        var quantities = worst(instrument, strategy);
        for (int i = 0; i < 3; i++) {
          sums[i] = sums[i].add(money(instrument, BigDecimal.valueOf(mark), quantities[i]));
        }
      }
      return List.of(sums);
    }

    /** Everything that was paid and earned, and what is held at the mid. */
    BigDecimal naiveProfit() {
      var profit = BigDecimal.ZERO;
      for (var fill : done) {
        profit =
            profit
                .subtract(
                    exact(fill.instrument(), fill.price(), fill.side().sign() * fill.quantity()))
                .subtract(BigDecimal.valueOf(fill.fee()));
      }
      for (var instrument : INSTRUMENTS) {
        long held = 0;
        for (var fill : done) {
          held += fill.instrument() == instrument ? fill.side().sign() * fill.quantity() : 0;
        }
        profit =
            profit.add(
                exact(instrument, twice.get(instrument), held).divide(BigDecimal.valueOf(2)));
      }
      return profit;
    }
  }

  private static SubmitOrder order(String strategy, Instrument instrument, Side side) {
    return new SubmitOrder(
        "A",
        "o",
        strategy,
        instrument.symbol(),
        side,
        OrderType.LIMIT,
        TimeInForce.GTC,
        1,
        5,
        false,
        false,
        "",
        1);
  }

  private static OrderFilled filled(Done fill, int number) {
    return new OrderFilled(
        "A",
        1,
        1,
        fill.instrument().symbol(),
        fill.side(),
        fill.strategy(),
        "e" + number,
        fill.quantity(),
        fill.price(),
        0,
        fill.fee(),
        "USD",
        Liquidity.TAKER,
        1,
        1);
  }

  private static BigDecimal exact(Instrument instrument, long price, long quantity) {
    return BigDecimal.valueOf(price)
        .multiply(BigDecimal.valueOf(quantity))
        .multiply(BigDecimal.valueOf(instrument.multiplier()))
        .scaleByPowerOfTen(8 - instrument.priceScale() - instrument.quantityScale());
  }

  private static BigInteger money(Instrument instrument, BigDecimal price, long quantity) {
    return exact(instrument, price.longValueExact(), quantity)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static List<BigInteger> of(ExposureSum sum) {
    return List.of(
        sum.gross().value().toBigInteger(),
        sum.up().value().toBigInteger(),
        sum.down().value().toBigInteger());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyScopeIsWhatADullSumSays(long seed) {
    var run = new Run(seed);
    var sum = new ExposureSum(run.references);
    var watch = new LossWatch(run.references, RiskRules.NONE);
    for (int i = 0; i < 100; i++) {
      run.step(i);

      sum.clear();
      sum.add(run.account.exposures(), "USD");
      assertEquals(run.naive(""), of(sum));
      sum.clear();
      sum.add(run.account.strategy("s").exposures(), "USD");
      assertEquals(run.naive("s"), of(sum));
      sum.clear();
      sum.addLines(run.house.lines(), "USD");
      assertEquals(run.naive(""), of(sum));

      var ledger = run.account.findLedger("USD");
      if (ledger != null) {
        // a fill is worth a whole number of units, rounded: half a unit each at most
        var off =
            run.naiveProfit().subtract(BigDecimal.valueOf(watch.profit(run.account, ledger))).abs();
        int bound = run.done.size() + INSTRUMENTS.size() + 1;
        assertEquals(-1, off.compareTo(BigDecimal.valueOf(bound)), off + " off");
      }
    }
    run.account.leaveHouse();
    sum.clear();
    sum.addLines(run.house.lines(), "USD");
    assertEquals(List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO), of(sum));
  }
}
