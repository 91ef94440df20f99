package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.model.ExecutionReport;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.Liquidity;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReconcileRequest.Answer;
import outcry.model.query.ReconcileRequest.Mode;
import outcry.order.core.OrderConfig;
import outcry.order.core.Samples;
import outcry.order.core.reconcile.ReconcileConfig;
import outcry.order.core.reconcile.ReconcilePolicy;

/** An owner whose venue knows something else; on a real journal and a clock that the test moves. */
class ReconciliationTest {

  private static final long MINUTE = 60 * SECOND;

  @TempDir Path folder;
  private final TellingVenue venue = new TellingVenue();
  private Desk desk;

  @AfterEach
  void close() {
    if (desk != null) {
      desk.close();
    }
  }

  @Test
  void cleanAccountMayTradeAndNothingIsJournaled() throws Exception {
    open(Samples.config());
    desk.advance(5 * MINUTE);

    assertEquals(List.of(), kinds());
    assertTrue(venue.count("snapshot") >= 10, () -> "asked: " + venue.asked);
    desk.quote();
    assertEquals(OrderStatus.INTENT, submit("a"));
  }

  @Test
  void orderBehindOurBackStopsNewRiskUntilPeopleDecide() throws Exception {
    venue.orders.add(stranger(0));
    open(Samples.config());
    desk.advance(2 * SECOND);

    assertEquals(RefusalCode.RECOVERING, refused("a"));
    assertEquals(List.of(), kinds());
    var report = reconcile(Mode.DRY_RUN, List.of());
    var finding = report.accounts().getFirst().findings().getFirst();
    assertEquals(
        List.of("UNKNOWN_ORDER:stranger", "-", "BUY 0.050 XYZ.SIM at 99.80", FindingAction.ASK),
        List.of(finding.id(), finding.ours(), finding.theirs(), finding.action()));
    assertEquals(0, desk.journaled().size(), "a dry run changes nothing");

    reconcile(Mode.RUN, List.of(new Answer("UNKNOWN_ORDER:stranger", FindingAction.CANCEL)));
    desk.settle();
    assertEquals(List.of("OrderAdopted", "CancelRequested"), kinds());
    assertEquals(1, venue.count("cancel stranger"));
    venue.orders.clear();
    report(new ExecutionReport.Canceled(ACCOUNT, "stranger", "asked", 0, NOW));
    desk.advance(40 * SECOND);
    desk.quote();
    assertEquals(OrderStatus.INTENT, submit("b"));
  }

  @Test
  void dryRunTellsWhatAPolicyWouldDo() throws Exception {
    venue.holdings.add(new VenueAccount.Holding(SYMBOL, 70, 10_000));
    open(Samples.config());
    desk.advance(2 * SECOND);

    var answer =
        ask(
            new ReconcileRequest(
                "",
                Mode.DRY_RUN,
                List.of(
                    new ReconcileRequest.Rule(FindingKind.POSITION_DIFFERS, FindingAction.ADOPT)),
                List.of()));
    assertEquals(FindingAction.ADOPT, answer.accounts().getFirst().findings().getFirst().action());
    assertEquals(List.of(), kinds());
  }

  @Test
  void lostFillIsBookedWithItsExecutionIdOnce() throws Exception {
    open(Samples.config());
    submit("a");
    var fill = fill("a", "e-1", 300, 300, NOW + SECOND);
    venue.fills.add(execution(fill)); // and its report is lost
    venue.bought(fill);
    desk.advance(MINUTE);

    assertEquals(List.of("OrderIntended", "OrderAccepted", "OrderFilled"), kinds());
    assertEquals(OrderStatus.FILLED, desk.status("a"));
    report(fill);
    desk.advance(5 * MINUTE);
    assertEquals(3, desk.journaled().size(), "told again, booked once");
  }

  /** Others have counted the fill they inferred, and then the one that was reported. */
  @Test
  void inferredFillsCountedTwice() throws Exception {
    open(Samples.config());
    submit("a");
    var fill = fill("a", "e-1", 100, 100, NOW + SECOND);
    venue.orders.clear();
    venue.orders.add(order("a", 300, 9_990, 100));
    venue.bought(fill); // the sums tell of it, no list does
    desk.advance(MINUTE);

    assertEquals(List.of("OrderIntended", "OrderAccepted"), kinds(), "nothing is inferred");
    assertTrue(venue.count("query a") >= 1, "the venue was asked for its fills");
    venue.fills.add(execution(fill));
    report(fill);
    desk.advance(MINUTE);
    assertEquals(List.of("OrderIntended", "OrderAccepted", "OrderFilled"), kinds());
    assertEquals(100, desk.list().orders().getFirst().cumulativeQuantity());
  }

  /** Others have, at a warm restart, booked an opposite fill to come to the venue's position. */
  @Test
  void aWarmRestartThatInsertsAnEqualAndOppositeFill() throws Exception {
    open(Samples.config());
    submit("a");
    var fill = fill("a", "e-1", 300, 300, NOW + SECOND);
    venue.fills.add(execution(fill));
    venue.bought(fill);
    venue.orders.clear();
    report(fill);
    desk.settle();
    var before = kinds();
    desk.close();

    // the venue is slow to tell: nothing, then all
    var told = List.copyOf(venue.holdings);
    venue.holdings.clear();
    open(Samples.config());
    desk.advance(2 * MINUTE);
    assertEquals(before, kinds());
    assertEquals(RefusalCode.RECOVERING, refused("b"));
    venue.holdings.addAll(told);
    desk.advance(MINUTE);

    assertEquals(before, kinds());
    assertEquals(OrderStatus.FILLED, desk.status("a"));
    desk.quote();
    assertEquals(OrderStatus.INTENT, submit("b"));
  }

  /**
   * Others have declared an order dead that a list did not name, and then could not place fills.
   */
  @Test
  void inFlightOrderTurnedIntoRejectedAndItsPositionOrphaned() throws Exception {
    venue.onSubmit = ScriptedVenue.OnSubmit.SAY_NOTHING;
    venue.answersQueries = false;
    open(Samples.config());
    submit("a");
    desk.advance(MINUTE);

    assertEquals(OrderStatus.IN_DOUBT, desk.status("a"));
    var fill = fill("a", "e-1", 300, 300, NOW + SECOND);
    venue.fills.add(execution(fill));
    venue.bought(fill);
    desk.advance(MINUTE);
    assertEquals(OrderStatus.FILLED, desk.status("a"));
    assertEquals(List.of("OrderIntended", "OrderInDoubt", "OrderFilled"), kinds());
  }

  @Test
  void missingOpenOrderIsInDoubtUntilItsVenueTells() throws Exception {
    open(Samples.config());
    submit("a");
    venue.orders.clear();
    desk.advance(MINUTE);

    assertEquals(OrderStatus.IN_DOUBT, desk.status("a"), "not found is no proof of an end");
    venue.known.put(
        "a",
        List.of(
            Samples.accepted("a"),
            new ExecutionReport.Canceled(
                ACCOUNT, "a", "expired", ExecutionReport.UNTOLD, NOW + MINUTE)));
    desk.advance(MINUTE);
    assertEquals(OrderStatus.CANCELED, desk.status("a"));
  }

  @Test
  void positionThatNothingExplainsIsAdoptedUnderThatPolicyOnce() throws Exception {
    venue.holdings.add(new VenueAccount.Holding(SYMBOL, 70, 10_000));
    venue.cash = -7_00000000L;
    var adopting =
        new ReconcilePolicy(
            Map.of(
                FindingKind.POSITION_DIFFERS,
                FindingAction.ADOPT,
                FindingKind.BALANCE_DIFFERS,
                FindingAction.ADOPT));
    open(Samples.config().with(ReconcileConfig.DEFAULT.with(adopting, Map.of())));
    desk.advance(5 * MINUTE);

    assertEquals(
        List.of(
            new OrderEvent.PositionAdjusted(
                ACCOUNT,
                SYMBOL,
                "reconciliation",
                Side.BUY,
                70,
                10_000,
                "reconciliation: POSITION_DIFFERS:XYZ.SIM",
                0)),
        events().stream()
            .filter(OrderEvent.PositionAdjusted.class::isInstance)
            .map(OrderEvent.PositionAdjusted.class::cast)
            .map(ReconciliationTest::atNoTime)
            .toList());
    desk.quote();
    assertEquals(OrderStatus.INTENT, submit("a"));
  }

  @Test
  void silentVenueEndsNewRiskAndIsAskedOn() throws Exception {
    open(Samples.config());
    venue.tells = false;
    desk.advance(2 * MINUTE);

    assertEquals(RefusalCode.RECOVERING, refused("a"));
    assertTrue(desk.node.metrics().scrape().contains("UNRECONCILED"));
    venue.tells = true;
    desk.onLoop(
        () -> {
          venue.reconnected.run();
          return null;
        });
    desk.settle();
    desk.quote();
    assertEquals(OrderStatus.INTENT, submit("b"));
  }

  @Test
  void differenceThatNobodyNamedIsRefused() throws Exception {
    open(Samples.config());
    var failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            Exception.class,
            () ->
                reconcile(
                    Mode.RUN, List.of(new Answer("POSITION_DIFFERS:X", FindingAction.ADOPT))));
    assertTrue(String.valueOf(failure.getMessage()).contains("POSITION_DIFFERS:X"));
  }

  private static OrderEvent.PositionAdjusted atNoTime(OrderEvent.PositionAdjusted event) {
    return new OrderEvent.PositionAdjusted(
        event.account(),
        event.symbol(),
        event.strategy(),
        event.side(),
        event.quantity(),
        event.price(),
        event.reason(),
        0);
  }

  private void open(OrderConfig config) throws Exception {
    venue.clock = () -> NOW;
    desk = new Desk(folder, venue, config);
    venue.clock = desk::nowNanos;
    desk.settle();
  }

  private List<OrderEvent> events() throws Exception {
    var events = new ArrayList<OrderEvent>();
    desk.journaled().forEach(journaled -> events.add(journaled.event()));
    return events;
  }

  private List<String> kinds() throws Exception {
    desk.settle();
    return Samples.kinds(events());
  }

  /** A buy of 0.300 at 99.90, which the venue then lists if it accepts. */
  private OrderStatus submit(String id) throws Exception {
    desk.quote();
    var reply = desk.send(buy(id));
    desk.settle();
    if (venue.onSubmit == ScriptedVenue.OnSubmit.ACCEPT) {
      venue.orders.add(order(id, 300, 9_990, 0));
    }
    return ((Acknowledged) reply).status();
  }

  private RefusalCode refused(String id) throws Exception {
    return ((Refused) desk.send(buy(id))).code();
  }

  private outcry.model.OrderCommand.SubmitOrder buy(String id) throws Exception {
    long now = desk.onLoop(desk::nowNanos);
    return new outcry.model.OrderCommand.SubmitOrder(
        ACCOUNT,
        id,
        "s",
        SYMBOL,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        300,
        9_990,
        false,
        false,
        "test",
        now);
  }

  private void report(ExecutionReport report) throws Exception {
    desk.onLoop(
        () -> {
          venue.report(report);
          return null;
        });
    desk.settle();
  }

  private ReconcileReport reconcile(Mode mode, List<Answer> answers) throws Exception {
    return ask(new ReconcileRequest(ACCOUNT, mode, List.of(), answers));
  }

  /** Moves the clock on, since a difference must last. */
  private ReconcileReport ask(ReconcileRequest request) throws Exception {
    var answer =
        desk.onLoop(
            () -> desk.node.bus().inquire(Addresses.reconcile(0), request, Duration.ofSeconds(10)));
    desk.advanceUntil(answer::isComplete, SECOND / 10);
    return Desk.await(answer);
  }

  private static VenueAccount.OpenOrder stranger(long cumulative) {
    return order("stranger", 50, 9_980, cumulative);
  }

  private static VenueAccount.OpenOrder order(
      String id, long quantity, long price, long cumulative) {
    return new VenueAccount.OpenOrder(
        id,
        "v-" + id,
        SYMBOL,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        price,
        cumulative);
  }

  private static ExecutionReport.Filled fill(
      String id, String execution, long quantity, long cumulative, long venueNanos) {
    return new ExecutionReport.Filled(
        ACCOUNT,
        id,
        "v-" + id,
        execution,
        quantity,
        9_990,
        cumulative,
        5,
        "USD",
        Liquidity.MAKER,
        venueNanos);
  }

  private static VenueAccount.Execution execution(ExecutionReport.Filled report) {
    return new VenueAccount.Execution(report, SYMBOL, Side.BUY);
  }
}
