package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.carryOut;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Algorithm;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instruments;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.Limits;

class AlgorithmsTest {

  private static final long END = NOW + 100 * SECOND;

  private final List<OrderEvent> journal = new ArrayList<>();
  private Orders orders = Samples.plain();

  private static StartAlgorithm start(Algorithm algorithm, long quantity, long price) {
    return new StartAlgorithm(
        ACCOUNT, "w", "s", SYMBOL, Side.BUY, algorithm, quantity, price, false, NOW, END, "test",
        NOW);
  }

  private Decision command(OrderCommand command, long now) {
    var decision = carryOut(orders, orders.decide(command, now), now);
    journal.addAll(decision.events());
    return decision;
  }

  private void report(ExecutionReport report, long now) {
    journal.addAll(carryOut(orders, orders.decide(report, now), now).events());
  }

  /** With a fresh quote. */
  private List<OrderEvent> due(long now) {
    orders.onMarket(Samples.quote(now));
    var events = Samples.due(orders, now);
    journal.addAll(events);
    return events;
  }

  private static List<Long> sizes(List<OrderEvent> events) {
    return events.stream()
        .filter(OrderIntended.class::isInstance)
        .map(event -> ((OrderIntended) event).order().quantity())
        .toList();
  }

  private void restart() {
    orders =
        new Orders(
            Samples.config(),
            new Instruments(List.of(Samples.INSTRUMENT)),
            Map.of(Samples.VENUE, Samples.PLAIN));
    journal.forEach(orders::apply);
  }

  private AlgorithmSnapshot snapshot() {
    return orders.snapshot().algorithms().getFirst();
  }

  @Test
  void anAlgorithmIsJournaledAndAnsweredLikeThatForEver() {
    var start = start(new Algorithm.Twap(4), 400, 10_000);
    var decision = command(start, NOW);

    assertEquals(
        new Decision(
            List.of(new AlgorithmStarted(ACCOUNT, start, 7, NOW)),
            List.of(),
            new Acknowledged("w", 0, OrderStatus.WORKING),
            List.of()),
        decision);
    assertEquals(Decision.answer(decision.reply()), command(start, NOW));
    assertEquals(
        RefusalCode.CLIENT_ID_REUSED,
        ((Refused) command(start(new Algorithm.Twap(5), 400, 10_000), NOW).reply()).code());
  }

  @Test
  void aChildIsAnOrdinaryOrderThatNamesItsParent() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);

    var child =
        new SubmitOrder(
            ACCOUNT,
            "w-1",
            "s",
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100,
            10_000,
            false,
            false,
            Instructions.childOf("w"),
            "algorithm:w",
            NOW);
    assertEquals(
        List.of(new OrderIntended(ACCOUNT, 1, 1, child, NOW + 5 * SECOND, 7, NOW)), due(NOW));
  }

  @Test
  void twapSendsEqualSlicesAtEqualDistances() {
    command(start(new Algorithm.Twap(4), 410, 10_000), NOW);

    assertEquals(List.of(100L), sizes(due(NOW)));
    assertEquals(NOW + 25 * SECOND, orders.nextDueNanos());
    assertEquals(List.of(), due(NOW + 25 * SECOND - 1));
    assertEquals(List.of(100L), sizes(due(NOW + 25 * SECOND)));
    assertEquals(List.of(100L), sizes(due(NOW + 50 * SECOND)));
    assertEquals(List.of(110L), sizes(due(NOW + 75 * SECOND)));
  }

  @Test
  void vwapFollowsItsProfile() {
    command(start(new Algorithm.Vwap(List.of(1, 0, 2, 1)), 400, 10_000), NOW);

    assertEquals(List.of(100L), sizes(due(NOW)));
    assertEquals(List.of(), sizes(due(NOW + 25 * SECOND)));
    assertEquals(List.of(200L), sizes(due(NOW + 50 * SECOND)));
    assertEquals(List.of(100L), sizes(due(NOW + 75 * SECOND)));
  }

  @Test
  void whatSlicesCouldNotDoIsCaughtUpWithByAtMostAsMuchAgain() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);

    assertEquals(List.of(200L), sizes(due(NOW + 50 * SECOND))); // two were missed
    assertEquals(List.of(200L), sizes(due(NOW + 75 * SECOND)));
  }

  @Test
  void povIsNeverAheadOfItsShareOfWhatHasTraded() {
    command(start(new Algorithm.Pov(1_000), 400, 10_000), NOW);
    assertEquals(List.of(), due(NOW)); // nothing has traded
    for (int i = 0; i < 19; i++) { // 950
      orders.onMarket(Samples.trade(i, 10_000, NOW));
    }
    assertEquals(List.of(90L), sizes(due(NOW + SECOND)));
    report(filled("w-1", "e1", 90, 90), NOW + SECOND);
    assertEquals(List.of(), due(NOW + 2 * SECOND));
    for (int i = 0; i < 7; i++) { // 1300
      orders.onMarket(Samples.trade(i, 10_000, NOW));
    }
    assertEquals(List.of(40L), sizes(due(NOW + 3 * SECOND)));
  }

  @Test
  void povGoesOnAfterARestartWithoutBeingAhead() {
    command(start(new Algorithm.Pov(1_000), 400, 10_000), NOW);
    due(NOW);
    for (int i = 0; i < 20; i++) { // 1000
      orders.onMarket(Samples.trade(i, 10_000, NOW));
    }
    assertEquals(List.of(100L), sizes(due(NOW + SECOND)));
    report(filled("w-1", "e1", 100, 100), NOW + SECOND);
    restart();

    assertEquals(List.of(), due(NOW + 2 * SECOND));
    for (int i = 0; i < 10; i++) { // 500 more
      orders.onMarket(Samples.trade(i, 10_000, NOW));
    }
    assertEquals(List.of(50L), sizes(due(NOW + 3 * SECOND)));
  }

  @Test
  void anIcebergShowsTheNextPartOnceOneIsFilled() {
    command(start(new Algorithm.Iceberg(100), 250, 10_000), NOW);

    assertEquals(List.of(100L), sizes(due(NOW)));
    report(accepted("w-1"), NOW);
    report(filled("w-1", "e1", 60, 60), NOW);
    assertEquals(List.of(), due(NOW));
    report(filled("w-1", "e2", 40, 100), NOW);
    assertEquals(List.of(100L), sizes(due(NOW)));
    report(filled("w-2", "e3", 100, 100), NOW);
    assertEquals(List.of(50L), sizes(due(NOW)));
    report(filled("w-3", "e4", 50, 50), NOW);

    assertEquals(List.of(new AlgorithmEnded(ACCOUNT, "w", "done", NOW)), due(NOW));
    assertEquals(
        new Acknowledged("w", 0, OrderStatus.FILLED),
        command(start(new Algorithm.Iceberg(100), 250, 10_000), NOW).reply());
  }

  @Test
  void equalPartsAreNotTakenForTheSameOrderAskedForTwice() {
    var limits = Samples.LIMITS.with(Duration.ofMinutes(1), Limits.Repeats.NONE);
    orders = Samples.plain(OrderConfig.of(Map.of(ACCOUNT, limits)));
    command(start(new Algorithm.Iceberg(100), 200, 10_000), NOW);
    due(NOW);
    report(filled("w-1", "e1", 100, 100), NOW);

    assertEquals(List.of(100L), sizes(due(NOW)));
  }

  @Test
  void aRestWouldBeTooSmallSoItGoesAlong() {
    command(start(new Algorithm.Iceberg(100), 210, 10_000), NOW); // the least is 20

    due(NOW);
    report(filled("w-1", "e1", 100, 100), NOW);
    assertEquals(List.of(110L), sizes(due(NOW)));
  }

  @Test
  void theEndCancelsWhatIsOpen() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    report(accepted("w-1"), NOW);
    report(filled("w-1", "e1", 30, 30), NOW);

    assertEquals(List.of("CancelRequested", "AlgorithmEnded"), kinds(due(END)));
    assertEquals("its time is up, 0.030 of 0.400 is done", snapshot().endReason());
    assertEquals(List.of(), due(END + SECOND));
  }

  @Test
  void aCancelThatTheVenueRefusedAfterTheEndIsSentAgain() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    report(accepted("w-1"), NOW);
    due(END);
    report(new ExecutionReport.CancelRejected(ACCOUNT, "w-1", "no", END), END);

    assertEquals(List.of(), due(END));
    assertEquals(List.of("CancelRequested"), kinds(due(END + SECOND)));
    report(canceled("w-1"), END + SECOND);
    assertEquals(Duty.NEVER, orders.nextDueNanos());
  }

  @Test
  void aCancelEndsItAtOnce() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    var cancel = new CancelAlgorithm(ACCOUNT, "w", "t", NOW);

    assertEquals(
        List.of("CancelRequested", "AlgorithmEnded"), kinds(command(cancel, NOW).events()));
    assertEquals(
        Decision.answer(new Acknowledged("w", 0, OrderStatus.CANCELED)), command(cancel, NOW));
    assertEquals(List.of(), due(NOW + 50 * SECOND));
  }

  @Test
  void nobodyCancelsWhatIsUnknown() {
    assertEquals(
        Decision.refused(RefusalCode.UNKNOWN_ALGORITHM, "w"),
        command(new CancelAlgorithm(ACCOUNT, "w", "t", NOW), NOW));
  }

  @Test
  void cancelingAllOrdersEndsIt() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);

    assertEquals(
        List.of("AlgorithmEnded", "CancelRequested"),
        kinds(command(new OrderCommand.CancelAll(ACCOUNT, "", "t", NOW), NOW).events()));
  }

  @Test
  void aHaltEndsIt() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    command(
        new OrderCommand.SetTradingState(
            ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "t", "t", NOW),
        NOW);

    assertEquals(List.of("AlgorithmEnded"), kinds(due(NOW)));
    assertEquals(
        RefusalCode.HALTED,
        ((Refused)
                command(
                        new StartAlgorithm(
                            ACCOUNT,
                            "w2",
                            "s",
                            SYMBOL,
                            Side.BUY,
                            new Algorithm.Twap(1),
                            100,
                            0,
                            false,
                            NOW,
                            END,
                            "t",
                            NOW),
                        NOW)
                    .reply())
            .code());
  }

  @Test
  void whatWasRefusedForAMomentIsTriedAgain() {
    orders =
        new Orders(
            Samples.config(),
            new Instruments(List.of(Samples.INSTRUMENT)),
            Map.of(Samples.VENUE, Samples.PLAIN));
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);

    assertEquals(List.of(), Samples.due(orders, NOW)); // no market data
    assertEquals(NOW + SECOND, orders.nextDueNanos());
    assertEquals(List.of(100L), sizes(due(NOW + SECOND)));
  }

  @Test
  void childrenThatComeToNothingEndIt() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    long now = NOW;
    for (int i = 1; i <= Algorithms.FAILURES_MAX; i++) {
      assertEquals(List.of(100L), sizes(due(now)));
      report(new ExecutionReport.Rejected(ACCOUNT, "w-" + i, "no", now), now);
      now += SECOND;
    }

    assertEquals(List.of("AlgorithmEnded"), kinds(due(now)));
    assertEquals(
        "5 orders in a row came to nothing: REJECTED no, 0.000 of 0.400 is done",
        snapshot().endReason());
  }

  @Test
  void aSessionThatIsAwayDoesNotEndIt() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    long now = NOW;
    for (int i = 1; i <= 2 * Algorithms.FAILURES_MAX; i++) {
      assertEquals(List.of(100L), sizes(due(now)));
      long orderId = orders.lastOrderId();
      carryOut(orders, orders.decideOrderNotSent(orderId, "not connected", now), now);
      assertEquals(List.of(), due(now)); // a second later, not at once
      now += SECOND;
    }

    assertEquals("", snapshot().endReason());
  }

  @Test
  void nothingIsSentTwiceAfterARestart() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    report(accepted("w-1"), NOW);
    var before = orders.snapshot().hash();
    restart();

    assertEquals(before, orders.snapshot().hash());
    carryOut(orders, orders.decideRecovery(NOW + SECOND), NOW + SECOND);
    assertEquals(List.of(), due(NOW + SECOND));
    var next = due(NOW + 25 * SECOND);
    assertEquals(List.of(100L), sizes(next)); // what is in doubt counts in full
    assertEquals("w-2", ((OrderIntended) next.getFirst()).order().clientOrderId());
  }

  @Test
  void anIdThatSomebodyUsedIsSkipped() {
    command(Samples.buy("w-1", 100, 10_000), NOW);
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);

    assertEquals("w-2", ((OrderIntended) due(NOW).getFirst()).order().clientOrderId());
  }

  @Test
  void aChildIsNotAmendedByOthers() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    report(accepted("w-1"), NOW);

    var refused =
        (Refused) command(new AmendOrder(ACCOUNT, "w-1", 200, 10_000, "t", NOW), NOW).reply();
    assertEquals(RefusalCode.FIELD_COMBINATION, refused.code());
  }

  @Test
  void nobodyElseMakesChildren() {
    var order =
        Samples.instructed(
            "w-1",
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100,
            10_000,
            Instructions.childOf("w"));

    assertEquals(RefusalCode.FIELD_COMBINATION, ((Refused) command(order, NOW).reply()).code());
  }

  @Test
  void moreChildrenThanTheParentAskedForStopTheOwner() {
    command(start(new Algorithm.Twap(4), 400, 10_000), NOW);
    due(NOW);
    var second = ((OrderIntended) journal.getLast()).order();
    var tooMuch =
        new SubmitOrder(
            ACCOUNT,
            "w-2",
            "s",
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            310,
            10_000,
            false,
            false,
            second.instructions(),
            "t",
            NOW);

    var violation =
        assertThrows(
            InvariantViolation.class,
            () -> orders.apply(new OrderIntended(ACCOUNT, 2, 1, tooMuch, NOW, 7, NOW)));
    assertTrue(violation.getMessage().startsWith("I15"), violation.getMessage());
  }

  @Test
  void lateFillsCount() {
    command(start(new Algorithm.Iceberg(100), 200, 10_000), NOW);
    due(NOW);
    report(accepted("w-1"), NOW);
    report(canceled("w-1"), NOW);
    report(filled("w-1", "e1", 100, 100), NOW);

    assertEquals(List.of(100L), sizes(due(NOW + SECOND)));
    assertEquals(200, snapshot().committed());
  }

  static Stream<StartAlgorithm> impossible() {
    return Stream.of(
        start(new Algorithm.Twap(0), 400, 10_000),
        start(new Algorithm.Twap(101), 400, 10_000), // less than a second each
        start(new Algorithm.Twap(4), 405, 10_000),
        start(new Algorithm.Twap(4), 0, 10_000),
        start(new Algorithm.Twap(4), 400, 10_001),
        start(new Algorithm.Vwap(List.of()), 400, 10_000),
        start(new Algorithm.Vwap(List.of(0, 0)), 400, 10_000),
        start(new Algorithm.Vwap(List.of(2, -1)), 400, 10_000),
        start(new Algorithm.Pov(0), 400, 10_000),
        start(new Algorithm.Pov(10_001), 400, 10_000),
        start(new Algorithm.Iceberg(100), 400, 0),
        start(new Algorithm.Iceberg(410), 400, 10_000),
        start(new Algorithm.Iceberg(15), 400, 10_000));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatMakesNoSenseIsRefused(StartAlgorithm start) {
    assertEquals(RefusalCode.ALGORITHM_SHAPE, ((Refused) command(start, NOW).reply()).code());
  }
}
