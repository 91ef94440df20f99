package outcry.position.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.model.Side.BUY;
import static outcry.model.Side.SELL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.JournaledEvent;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.Position;
import outcry.model.query.AccountPositions;
import outcry.model.query.CashView;
import outcry.model.query.PositionView;
import outcry.model.query.SymbolTop;
import outcry.position.core.Changes.Changed;

class PositionsTest {

  private static final String BTC = "BTCUSDT.PAPER";
  private static final String BTC_EUR = "BTCEUR.PAPER";

  private final Positions positions = new Positions(Fills.INSTRUMENTS);

  @Test
  void foldTellsNewValuesAndChangesNothing() {
    var changes =
        positions.fold(
            List.of(
                Fills.fill(1, "a", BTC, BUY, 2_000, 100_00, 30),
                new JournaledEvent(0, 2, 1, new OrderAccepted("a", 9, 2, "v", 2, 2)),
                Fills.fill(3, "a", BTC, SELL, 500, 110_00, 20)));

    // bought 2 at 100, sold 0.5 at 110: 5 gained, 1.5 left that cost 150
    var position = new Position(1_500, 150_0000_0000L, 5_0000_0000L);
    assertEquals(
        new Changes(
            Map.of(new PositionKey("a", BTC), new Changed<>(position, 3, 3)),
            Map.of(new CashKey("a", "USDT"), new Changed<>(new Cash(50, 5_0000_0000L), 3, 3)),
            2),
        changes);
    assertEquals(Map.of(), positions.positions());
    assertEquals(Map.of(), positions.cash());
  }

  @Test
  void eachCurrencyIsKeptApart() {
    positions.commit(
        positions.fold(
            List.of(
                Fills.fill(1, "a", BTC, BUY, 1_000, 100_00, 7),
                Fills.fill(2, "a", BTC_EUR, SELL, 1_000, 90_00, 8),
                Fills.fill(3, "a", BTC, SELL, 1_000, 101_00, 7),
                new JournaledEvent(
                    0, 4, 1, Fills.filled(4, 4, 2, "a", BTC_EUR, BUY, 400, 80_00, 5, "BNB")))));

    assertEquals(
        Map.of(
            new CashKey("a", "BNB"), new Cash(5, 0),
            new CashKey("a", "EUR"), new Cash(8, 4_0000_0000L),
            new CashKey("a", "USDT"), new Cash(14, 1_0000_0000L)),
        positions.cash());
  }

  @Test
  void adjustedBalanceIsGainOrLossWithoutAFill() {
    var adjusted = new BalanceAdjusted("a", "PAPER", "USDT", -5, "funding", 2);

    assertEquals(
        new Changes(
            Map.of(), Map.of(new CashKey("a", "USDT"), new Changed<>(new Cash(0, -5), 1, 2)), 0),
        positions.fold(List.of(new JournaledEvent(0, 1, 1, adjusted))));
  }

  @Test
  void statementValuesOpenPositionsAtTheMarks() {
    positions.commit(
        positions.fold(
            List.of(
                Fills.fill(1, "a", BTC, BUY, 2_000, 100_00, 7),
                Fills.fill(2, "a", BTC_EUR, SELL, 1_000, 90_00, 8),
                Fills.fill(3, "b", BTC, BUY, 1, 1, 0))));
    var marks = new Marks();
    marks.mark(top(BTC, 104_00, 106_00, 1));

    assertEquals(
        new AccountPositions(
            "a",
            List.of(
                new PositionView("a", BTC_EUR, -1_000, 90_00, -90_0000_0000L, 0, 0, 0, "EUR"),
                new PositionView(
                    "a", BTC, 2_000, 100_00, 200_0000_0000L, 0, 105_00, 10_0000_0000L, "USDT")),
            List.of(
                new CashView("a", "EUR", 0, 0, 8), new CashView("a", "USDT", 0, 10_0000_0000L, 7)),
            "",
            ""),
        positions.statement("a", marks));
  }

  @ParameterizedTest(name = "bid {0} ask {1} last {2}: {3}")
  @CsvSource({
    "100, 102, 7, 101",
    "100, 101, 7, 100",
    "101, 102, 7, 102",
    "0, 102, 7, 7",
    "0, 0, 0, 0"
  })
  void markIsTheMidOrTheLastTrade(long bid, long ask, long last, long mark) {
    var marks = new Marks();
    marks.mark(top(BTC, bid, ask, last));

    assertEquals(mark, marks.price(BTC));
  }

  private static SymbolTop top(String symbol, long bid, long ask, long last) {
    return new SymbolTop(
        symbol, bid, 1, ask, 1, last, 1, StreamHealth.State.LIVE, "", 1, 1, 1, List.of());
  }

  @Test
  void unknownInstrumentIsRefusedWhole() {
    var good = Fills.fill(1, "a", BTC, BUY, 1, 1, 0);
    var bad =
        new JournaledEvent(0, 2, 1, Fills.filled(2, 2, 2, "a", "X.PAPER", BUY, 1, 1, 0, "USDT"));

    assertThrows(IllegalArgumentException.class, () -> positions.fold(List.of(good, bad)));
    assertEquals(Map.of(), positions.positions());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void batchesOfAnySizeGiveTheSameState(long seed) {
    var random = new SplittableRandom(seed);
    var fills = Fills.random(random, 500);
    positions.commit(positions.fold(fills));
    var inBatches = new Positions(Fills.INSTRUMENTS);
    for (int from = 0; from < fills.size(); ) {
      int to = Math.min(fills.size(), from + random.nextInt(1, 40));
      inBatches.commit(inBatches.fold(fills.subList(from, to)));
      from = to;
    }

    assertEquals(positions.positions(), inBatches.positions());
    assertEquals(positions.cash(), inBatches.cash());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void positionsAndMoneyAddUp(long seed) {
    var fills = Fills.random(new SplittableRandom(seed), 500);
    positions.commit(positions.fold(fills));
    var sums = new SignedSums();
    fills.forEach(sums::add);
    assertEquals(List.of(), sums.differences(positions.positions(), positions.cash()));

    // what was paid and received in all is cost and profit: no fraction of money is lost
    var flow = new HashMap<CashKey, Long>();
    for (var one : fills) {
      var fill = (OrderFilled) one.event();
      var instrument = Fills.INSTRUMENTS.get(fill.symbol());
      flow.merge(
          new CashKey(fill.account(), instrument.quoteCurrency()),
          instrument.notional(fill.price(), fill.quantity()) * fill.side().sign(),
          Long::sum);
    }
    var held = new HashMap<CashKey, Long>();
    positions
        .positions()
        .forEach(
            (key, position) ->
                held.merge(
                    new CashKey(key.account(), Fills.INSTRUMENTS.get(key.symbol()).quoteCurrency()),
                    position.cost() - position.realizedPnl(),
                    Long::sum));
    assertEquals(flow, held);
  }

  @Test
  void signedSumsSeeEveryDifference() {
    var sums = new SignedSums();
    sums.add(Fills.fill(1, "a", BTC, BUY, 10, 1, 3));
    var right = Map.of(new PositionKey("a", BTC), new Position(9, 0, 0));

    assertEquals(
        List.of(
            "I5: position of a in BTCUSDT.PAPER is 9, its fills sum to 10",
            "I5: fees of a in USDT are 0, those of its fills sum to 3",
            "I5: fees of b in USDT are 1, those of its fills sum to 0"),
        sums.differences(right, Map.of(new CashKey("b", "USDT"), new Cash(1, 0))));
  }
}
