package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static outcry.venue.simulated.SimulatedFixture.NOW;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

class AgentsTest {

  private static final long STEP_NANOS = 100_000_000;
  private static final int STEPS_AN_HOUR = 36_000;
  private static final int SECONDS_AN_HOUR = 3_600;
  private static final int SPREAD_TICKS_MAX = 15;
  private static final List<AgentConfig> CONFIGS =
      List.of(
          AgentConfig.lively(SimulatedFixture.BTC.symbol(), 6_000_000, 10_000),
          AgentConfig.lively(SimulatedFixture.MNQ.symbol(), 2_000_000, 1));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void anHourIsLivelyTwoSidedAndKeepsItsFeetOnTheGround(long seed) {
    var btc = new Watch(600_000);
    var mnq = new Watch(80_000);
    run(
        seed,
        STEPS_AN_HOUR,
        event -> (event.symbol().equals(SimulatedFixture.BTC.symbol()) ? btc : mnq).see(event));
    btc.check(SimulatedFixture.BTC.tickSize());
    mnq.check(SimulatedFixture.MNQ.tickSize());
  }

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherOneOthers() {
    assertEquals(hash(7), hash(7));
    assertNotEquals(hash(7), hash(8));
  }

  @Test
  void clientsTradeWithThem() {
    var exchange = SimulatedFixture.exchange();
    var agents = new Agents(exchange, CONFIGS, new SplittableRandom(3));
    agents.step(SimulatedFixture.START);
    var touch = exchange.quote(SimulatedFixture.MNQ.symbol(), SimulatedFixture.START);

    var took = exchange.submit(SimulatedFixture.market("ann", "1", Side.BUY, 1), NOW).reports();
    var passive = SimulatedFixture.limit("ann", "2", Side.BUY, 1, touch.bidPrice());
    exchange.submit(passive, NOW);
    var made = Optional.<ExecutionReport>empty();
    for (int i = 1; i < 600 && made.isEmpty(); i++) {
      var reports = agents.step(NOW + i * STEP_NANOS).reports();
      made = reports.stream().findFirst();
    }

    assertEquals(new Fill("E-1", touch.askPrice(), Liquidity.TAKER), Fill.of(took.getLast()));
    assertEquals(new Fill("E-2", touch.bidPrice(), Liquidity.MAKER), Fill.of(made.orElseThrow()));
  }

  @Test
  void theyRestWhileTheInstrumentIsHaltedAndOpenItAgainAfterwards() {
    var exchange = SimulatedFixture.exchange();
    var agents = new Agents(exchange, CONFIGS, new SplittableRandom(1));
    var symbol = SimulatedFixture.BTC.symbol();
    agents.step(STEP_NANOS);
    var before = exchange.snapshot(symbol, 0);

    exchange.setTrading(symbol, false, STEP_NANOS);
    for (int i = 2; i < 100; i++) {
      agents.step(i * STEP_NANOS);
    }
    assertEquals(before, exchange.snapshot(symbol, 0));

    exchange.setTrading(symbol, true, 100 * STEP_NANOS);
    for (int i = 100; i < 120; i++) {
      agents.step(i * STEP_NANOS);
    }
    assertNotEquals(before, exchange.snapshot(symbol, 0));
  }

  @Test
  void whatDoesNotFitTheInstrumentIsRefused() {
    var exchange = SimulatedFixture.exchange();
    for (var config :
        List.of(
            AgentConfig.lively("NOPE.SIM", 6_000_000, 10_000),
            AgentConfig.lively(SimulatedFixture.BTC.symbol(), 100, 10_000),
            AgentConfig.lively(SimulatedFixture.BTC.symbol(), 6_000_000, 7))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Agents(exchange, List.of(config), new SplittableRandom(1)),
          config::toString);
    }
  }

  /** What matters of a Filled report here. */
  private record Fill(String executionId, long price, Liquidity liquidity) {
    static Fill of(ExecutionReport report) {
      return report instanceof Filled filled
          ? new Fill(filled.executionId(), filled.price(), filled.liquidity())
          : fail("not a fill: " + report);
    }
  }

  private static long hash(long seed) {
    var hash = new long[1];
    run(seed, 3_000, event -> hash[0] = 31 * hash[0] + event.hashCode());
    return hash[0];
  }

  private static void run(long seed, int steps, Consumer<MarketEvent> each) {
    var exchange = SimulatedFixture.exchange();
    var agents = new Agents(exchange, CONFIGS, new SplittableRandom(seed));
    for (int i = 1; i <= steps; i++) {
      var effects = agents.step(SimulatedFixture.START + i * STEP_NANOS);
      assertEquals(List.of(), effects.log(), "agents are not clients");
      effects.market().forEach(each);
    }
  }

  /** What one instrument's market data look like. */
  private static final class Watch {
    private final long anchorTicks;
    private long quotes;
    private long trades;
    private long spreadSum;
    private long spreadMax;
    private long lowest = Long.MAX_VALUE;
    private long highest;
    private long sequence = -1;

    Watch(long anchorTicks) {
      this.anchorTicks = anchorTicks;
    }

    void see(MarketEvent event) {
      switch (event) {
        case Quote quote -> see(quote);
        case Trade _ -> trades++;
        case BookDelta delta -> {
          assertTrue(sequence < 0 || delta.firstSequence() == sequence + 1, "gap");
          assertEquals(delta.firstSequence() - 1, delta.previousSequence());
          sequence = delta.lastSequence();
        }
        default -> throw new AssertionError("unexpected " + event);
      }
    }

    private void see(Quote quote) {
      quotes++;
      if (quotes <= 20) {
        return; // the opening: levels come one by one
      }
      assertTrue(quote.isTwoSided(), quote::toString);
      long spread = quote.askPrice() - quote.bidPrice();
      assertTrue(spread > 0, quote::toString);
      spreadSum += spread;
      spreadMax = Math.max(spreadMax, spread);
      lowest = Math.min(lowest, quote.bidPrice());
      highest = Math.max(highest, quote.askPrice());
    }

    void check(long tickSize) {
      double meanSpread = (double) spreadSum / quotes / tickSize;
      var summary =
          "quotes %d, trades %d, mean spread %.1f, largest %d, range %d to %d ticks"
              .formatted(
                  quotes,
                  trades,
                  meanSpread,
                  spreadMax / tickSize,
                  lowest / tickSize,
                  highest / tickSize);
      assertTrue(quotes > 10 * SECONDS_AN_HOUR && quotes < 200 * SECONDS_AN_HOUR, summary);
      assertTrue(trades > 2 * SECONDS_AN_HOUR && trades < 50 * SECONDS_AN_HOUR, summary);
      assertTrue(meanSpread >= 1 && meanSpread < 5, summary);
      assertTrue(spreadMax <= SPREAD_TICKS_MAX * tickSize, summary);
      assertTrue(highest / tickSize - lowest / tickSize > 20, summary);
      assertTrue(Math.abs(highest / tickSize - anchorTicks) < 300, summary);
      assertTrue(Math.abs(lowest / tickSize - anchorTicks) < 300, summary);
    }
  }
}
