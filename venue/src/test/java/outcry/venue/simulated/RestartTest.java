package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.venue.simulated.SimulatedFixture.ANN;
import static outcry.venue.simulated.SimulatedFixture.BOB;
import static outcry.venue.simulated.SimulatedFixture.MNQ;
import static outcry.venue.simulated.SimulatedFixture.NOW;
import static outcry.venue.simulated.SimulatedFixture.START;
import static outcry.venue.simulated.SimulatedFixture.limit;
import static outcry.venue.simulated.SimulatedFixture.order;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Expired;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogHistory;
import outcry.venue.log.VenueLogText;

/** An exchange that was killed and started again from its log. */
class RestartTest {

  private static final int OPERATIONS = 1_500;

  private final List<VenueLogEntry> log = new ArrayList<>();
  private final List<ExecutionReport> reports = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void knowsEveryOrderAndHasTheSameBook(long seed) {
    var exchange = SimulatedFixture.exchange();
    randomDay(exchange, new SplittableRandom(seed), 0);

    var restarted = restart(log);

    for (int i = 0; i < OPERATIONS; i++) {
      for (var account : List.of(ANN, BOB)) {
        assertEquals(exchange.query(account, "c" + i, NOW), restarted.query(account, "c" + i, NOW));
      }
    }
    for (var account : List.of(ANN, BOB)) {
      assertEquals(exchange.snapshot(account, 0, NOW), restarted.snapshot(account, 0, NOW));
    }
    for (var side : Side.values()) {
      assertArrayEquals(queue(exchange, side), queue(restarted, side));
      assertEquals(book(exchange).levels(side), book(restarted).levels(side));
    }
    assertTrue(book(restarted).size() > 5, "an empty book proves nothing");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void goesOnAfterALogCutAnywhere(long seed) {
    var random = new SplittableRandom(seed);
    randomDay(SimulatedFixture.exchange(), random, 0);
    var file = new StringBuilder();
    log.forEach(entry -> file.append(VenueLogText.format(entry)).append('\n'));
    var bytes = file.toString().getBytes(StandardCharsets.US_ASCII);
    for (int cut = 0; cut < 20; cut++) {
      var contents = VenueLogText.read(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      assertEquals(log.subList(0, contents.entries().size()), contents.entries());
      log.clear();
      reports.clear();
      log.addAll(contents.entries());

      var restarted = SimulatedFixture.exchange();
      carry(restarted.restore(contents.entries(), NOW));
      randomDay(restarted, random, OPERATIONS);

      assertConsistent();
      log.clear();
      log.addAll(VenueLogText.read(bytes).entries());
    }
  }

  /** So that whoever reads the log can number the reports as they were numbered when told. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8})
  void theLogTellsEveryReportInItsOrder(long seed) {
    randomDay(SimulatedFixture.exchange(), new SplittableRandom(seed), 0);

    assertEquals(reports, log.stream().map(VenueLogEntry::report).toList());
  }

  @Test
  void anImmediateOrderWhoseEndIsMissingExpires() {
    var order = order(ANN, "1", Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 1, 5_000, false);
    var exchange = SimulatedFixture.exchange();

    var effects = exchange.restore(List.of(new OrderLogged(order, "S-1", NOW)), NOW + 1);

    assertEquals(List.of(new Expired(ANN, "1", "RESTART", 0, NOW + 1)), effects.reports());
    assertEquals(List.of(), exchange.history().open());
  }

  @Test
  void anOpenOrderInAnUnknownSymbolStopsIt() {
    carry(SimulatedFixture.exchange().submit(limit(ANN, "1", Side.BUY, 1, 5_000), NOW));
    var other =
        new SimulatedExchange(
            SimulatedFixture.CONFIG, new Instruments(List.of(SimulatedFixture.BTC)), START);

    assertThrows(IllegalArgumentException.class, () -> other.restore(log, NOW));
  }

  /** The log adds up, says what was reported, and no execution id occurs twice. */
  private void assertConsistent() {
    var history = new VenueLogHistory(SimulatedFixture.CONFIG.clientOrdersMax());
    log.forEach(history::apply);
    var executions = new HashSet<String>();
    for (var account : List.of(ANN, BOB)) {
      var known = history.reports(account);
      for (var report : known) {
        if (report instanceof Filled fill) {
          assertTrue(executions.add(fill.executionId()), fill::toString);
        }
      }
      reports.stream()
          .filter(report -> report instanceof Filled && report.account().equals(account))
          .forEach(report -> assertTrue(known.contains(report), report::toString));
    }
    assertTrue(executions.size() > 100, "too few fills prove nothing");
  }

  private static SimulatedExchange restart(List<VenueLogEntry> log) {
    var exchange = SimulatedFixture.exchange();
    assertEquals(List.of(), exchange.restore(log, NOW).log(), "nothing new happened");
    return exchange;
  }

  /** Ids are {@code c} with the number of the operation, from {@code first}. */
  private void randomDay(SimulatedExchange exchange, SplittableRandom random, int first) {
    for (int i = first; i < first + OPERATIONS; i++) {
      var account = random.nextBoolean() ? ANN : BOB;
      var known = "c" + Math.max(0, i - random.nextInt(60));
      long price = 5_000 + 25L * random.nextInt(-12, 13);
      carry(
          switch (random.nextInt(10)) {
            case 0, 1 -> exchange.cancel(account, known, NOW);
            case 2, 3 -> exchange.amend(account, known, 1 + random.nextInt(9), price, NOW);
            default -> exchange.submit(randomOrder(random, account, "c" + i, price), NOW);
          });
    }
  }

  private static VenueOrder randomOrder(
      SplittableRandom random, String account, String id, long price) {
    var side = price < 5_000 == random.nextInt(5) > 0 ? Side.BUY : Side.SELL;
    long quantity = 1 + random.nextInt(9);
    var tif = TimeInForce.values()[Math.max(0, random.nextInt(8) - 5)];
    return random.nextInt(10) == 0
        ? order(account, id, side, OrderType.MARKET, tif, quantity, 0, false)
        : order(account, id, side, OrderType.LIMIT, tif, quantity, price, random.nextInt(6) == 0);
  }

  private void carry(Effects effects) {
    log.addAll(effects.log());
    reports.addAll(effects.reports());
  }

  private static long[] queue(SimulatedExchange exchange, Side side) {
    return book(exchange).queue(side);
  }

  private static MatchingBook book(SimulatedExchange exchange) {
    return exchange.market(MNQ.symbol()).bookAt(NOW);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void snapshotAddsUpWithTheFills(long seed) {
    var exchange = SimulatedFixture.exchange();
    randomDay(exchange, new SplittableRandom(seed), 0);

    for (var account : List.of(ANN, BOB)) {
      var told = exchange.snapshot(account, 0, NOW);
      long position = 0;
      long cash = 0;
      for (var execution : told.executions()) {
        var fill = execution.report();
        position += execution.side().sign() * fill.quantity();
        cash -= execution.side().sign() * MNQ.notional(fill.price(), fill.quantity()) + fill.fee();
      }
      assertEquals(
          position, told.holdings().stream().mapToLong(VenueAccount.Holding::quantity).sum());
      assertEquals(List.of(new Money("USD", cash)), told.balances());
      assertTrue(told.executions().size() > 10, "too few fills to prove anything");
    }
  }
}
