package outcry.venue.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;
import outcry.venue.log.LoggedOrder;
import outcry.venue.log.VenueLogEntry;

/** Days of random quotes, trades, orders, cancels and amends, and what must hold of every one. */
class PaperVenueRandomTest {

  private static final int STEPS = 3_000;
  private static final int ORDERS = 800;
  private static final long LATER = 1_000_000_000L;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sameInputsGiveTheSameOutputs(long seed) {
    assertEquals(day(seed).arrived, day(seed).arrived);
    assertEquals(day(seed).log, day(seed).log);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rebuiltFromTheLogEqualsLive(long seed) {
    var live = day(seed);
    var rebuilt = new PaperDesk(PaperDesk.config(), List.copyOf(live.log));

    assertEquals(known(live), known(rebuilt));
    assertEquals(open(live), open(rebuilt));
    var next = PaperDesk.order("next", Side.BUY, OrderType.MARKET, TimeInForce.GTC, 900, 0, false);
    for (var desk : List.of(live, rebuilt)) {
      desk.arrived.clear();
      desk.venue.onQuote(quote(5, 1, 10_000_000, 1_000_000), LATER);
      desk.venue.submit(next, LATER);
      desk.venue.advance(Long.MAX_VALUE);
    }
    assertEquals(ids(live), ids(rebuilt));
  }

  /** What the last report numbers on from the log; travel times start anew. */
  private static List<String> ids(PaperDesk desk) {
    var filled = (Filled) desk.arrived.getLast().report();
    return List.of(filled.clientOrderId(), filled.venueOrderId(), filled.executionId());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFillKeepsTheRules(long seed) {
    var desk = day(seed);
    var executions = new HashSet<String>();
    var orders = new HashMap<String, Working>();
    int fills = 0;
    for (var entry : desk.log) {
      switch (entry) {
        case VenueLogEntry.OrderLogged(var order, _, _) ->
            orders.put(order.clientOrderId(), new Working(order, order.quantity(), order.price()));
        case VenueLogEntry.AmendLogged a ->
            orders.computeIfPresent(
                a.clientOrderId(),
                (_, working) -> new Working(working.order(), a.quantity(), a.price()));
        case VenueLogEntry.FillLogged(var fill) -> {
          fills++;
          assertTrue(executions.add(fill.executionId()), "twice: " + fill);
          assertFill(fill, orders.get(fill.clientOrderId()));
        }
        case VenueLogEntry.EndLogged ended -> orders.remove(ended.clientOrderId());
        case VenueLogEntry.RejectLogged _, VenueLogEntry.ChangeRejectLogged _ -> {}
      }
    }
    assertTrue(fills > 100, "a dull day: only " + fills + " fills");
  }

  /** An order as amended last. */
  private record Working(VenueOrder order, long quantity, long price) {}

  private static void assertFill(Filled fill, Working working) {
    assertTrue(fill.quantity() > 0, "empty: " + fill);
    assertTrue(fill.cumulativeQuantity() <= working.quantity(), "overfilled: " + fill);
    assertFee(fill);
    if (fill.liquidity() == Liquidity.MAKER) {
      assertEquals(working.price(), fill.price());
    } else {
      assertFalse(working.order().postOnly(), "post-only took: " + fill);
      long better = (working.price() - fill.price()) * working.order().side().sign();
      assertTrue(
          working.order().type() == OrderType.MARKET || better >= 0, "beyond its limit: " + fill);
    }
  }

  private static void assertFee(Filled fill) {
    long value = PaperDesk.INSTRUMENT.notional(fill.price(), fill.quantity());
    long basisPoints = fill.liquidity() == Liquidity.MAKER ? -1 : 10;
    var exact =
        new BigDecimal(value)
            .multiply(BigDecimal.valueOf(basisPoints))
            .divide(BigDecimal.valueOf(10_000), RoundingMode.HALF_EVEN);
    assertEquals(exact.longValueExact(), fill.fee());
  }

  /** What each client was told is what the log says, in the same order, and nothing before it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void reportsFollowTheLog(long seed) {
    var desk = day(seed);
    desk.venue.advance(Long.MAX_VALUE);
    var told = new ArrayList<ExecutionReport>();
    desk.arrived.forEach(
        one -> {
          switch (one.report()) {
            case Filled filled -> told.add(filled);
            case ExecutionReport _ -> {}
          }
          assertEquals(one.report().venueNanos() + 7, one.atNanos());
        });
    var logged = new ArrayList<ExecutionReport>();
    for (var entry : desk.log) {
      if (entry instanceof VenueLogEntry.FillLogged(Filled fill)) {
        logged.add(fill);
      }
    }
    assertEquals(logged, told);
  }

  private static Map<String, List<ExecutionReport>> known(PaperDesk desk) {
    var known = new HashMap<String, List<ExecutionReport>>();
    for (int n = 0; n < ORDERS; n++) {
      known.put("o" + n, desk.venue.history().query("acc", "o" + n, 0));
    }
    return known;
  }

  private static List<List<ExecutionReport>> open(PaperDesk desk) {
    return desk.venue.history().open().stream().map(LoggedOrder::reports).toList();
  }

  private static PaperDesk day(long seed) {
    var random = new SplittableRandom(seed);
    var desk =
        new PaperDesk(
            PaperDesk.config().withLatency(new Latency(20, 30, seed), Latency.fixed(7)), List.of());
    long mid = 10_000;
    for (int now = 1_000; now < 1_000 + STEPS * 10; now += 10) {
      mid += 5 * random.nextInt(-2, 3);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          long half = 5 * random.nextInt(1, 4);
          desk.venue.onQuote(
              quote(mid - half, random.nextInt(1, 300), mid + half, random.nextInt(1, 300)), now);
        }
        case 3, 4 ->
            desk.venue.onTrade(
                new Trade(
                    PaperDesk.SYMBOL,
                    now,
                    mid + 5 * random.nextInt(-3, 4),
                    random.nextInt(1, 400),
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    now,
                    now),
                now);
        case 5 -> desk.venue.cancel("acc", "o" + random.nextInt(ORDERS), now);
        case 6 ->
            desk.venue.amend(
                "acc",
                "o" + random.nextInt(ORDERS),
                random.nextInt(50, 400),
                mid + 5 * random.nextInt(-6, 7),
                now);
        default -> desk.venue.submit(order(random, mid), now);
      }
    }
    desk.venue.advance(1_000 + STEPS * 10 + 1_000);
    return desk;
  }

  private static VenueOrder order(SplittableRandom random, long mid) {
    boolean market = random.nextInt(5) == 0;
    return PaperDesk.order(
        "o" + random.nextInt(ORDERS),
        random.nextBoolean() ? Side.BUY : Side.SELL,
        market ? OrderType.MARKET : OrderType.LIMIT,
        TimeInForce.values()[random.nextInt(10) < 7 ? 0 : random.nextInt(3)],
        random.nextInt(50, 400),
        market ? 0 : mid + 5 * random.nextInt(-6, 7),
        !market && random.nextInt(6) == 0);
  }

  private static Quote quote(long bid, long bidQuantity, long ask, long askQuantity) {
    return new Quote(PaperDesk.SYMBOL, bid, bidQuantity, ask, askQuantity, 1, 0, 0);
  }
}
