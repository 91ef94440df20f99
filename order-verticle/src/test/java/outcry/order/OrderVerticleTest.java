package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.filled;
import static outcry.order.core.Samples.kinds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.async.Leftovers;
import outcry.model.Algorithm;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.JournaledEvent;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.query.CatchUp;
import outcry.order.core.Samples;

class OrderVerticleTest {

  @TempDir Path folder;
  private final ScriptedVenue venue = new ScriptedVenue();

  private Desk open() throws Exception {
    return new Desk(folder, venue, Samples.config());
  }

  private static RefusalCode code(OrderReply reply) {
    return ((Refused) reply).code();
  }

  private static List<String> journal(Desk desk) throws Exception {
    return kinds(desk.journaled().stream().map(JournaledEvent::event).toList());
  }

  @Test
  void anOrderIsJournaledThenAnsweredThenSent() throws Exception {
    try (var desk = open()) {
      assertEquals(new Acknowledged("a", 1, OrderStatus.INTENT), desk.send(buy("a", 100, 10_000)));
      desk.settle();
      assertEquals(List.of("OrderIntended", "OrderAccepted"), journal(desk));
      assertEquals(List.of("submit a"), venue.asked);
      assertEquals(new Acknowledged("a", 1, OrderStatus.WORKING), desk.send(buy("a", 100, 10_000)));
      assertEquals(1, venue.count("submit"));
    }
  }

  @Test
  void aStopIsHeldThroughARestartAndSentOnceItsPriceIsMet() throws Exception {
    venue.capabilities = Samples.PLAIN;
    var stop =
        Samples.instructed(
            "a",
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            100,
            0,
            Instructions.trigger(9_900, TriggerBy.LAST_TRADE));
    try (var desk = open()) {
      assertEquals(new Acknowledged("a", 1, OrderStatus.TRIGGER_PENDING), desk.send(stop));
      desk.trade(9_905);
    }
    try (var desk = open()) {
      desk.advance(SECOND); // a new owner begins without tokens
      desk.trade(9_905);
      assertEquals(0, venue.count("submit"));
      desk.trade(9_900);
      assertEquals(List.of("OrderHeld", "OrderReleased", "OrderAccepted"), journal(desk));
      assertEquals(1, venue.count("submit a"));
    }
  }

  @Test
  void anAlgorithmSendsItsSlicesOnTime() throws Exception {
    venue.capabilities = Samples.PLAIN;
    try (var desk = open()) {
      desk.send(
          new StartAlgorithm(
              ACCOUNT,
              "w",
              "s",
              SYMBOL,
              Side.BUY,
              new Algorithm.Twap(4),
              400,
              10_000,
              false,
              NOW,
              NOW + 8 * SECOND,
              "test",
              NOW));
      desk.advance(3 * SECOND);
      assertEquals(List.of("submit w-1", "submit w-2"), venue.asked);
      desk.advance(6 * SECOND);
      assertEquals(4, venue.count("submit"));
      assertEquals(4, venue.count("cancel"));
      assertEquals("AlgorithmEnded", journal(desk).getLast());
    }
  }

  @Test
  void atMostFiveSubmissionsAreInFlight() throws Exception {
    venue.onSubmit = ScriptedVenue.OnSubmit.SAY_NOTHING;
    try (var desk = open()) {
      for (int i = 0; i < 8; i++) {
        desk.send(buy("o" + i, 100, 10_000));
      }
      desk.settle();
      assertEquals(5, venue.count("submit"));
      report(desk, accepted("o2"));
      assertEquals(6, venue.count("submit"));
      desk.send(new CancelOrder(ACCOUNT, "o7", "test", NOW));
      assertEquals(OrderStatus.CANCELED, desk.status("o7"));
      assertEquals(0, venue.count("cancel")); // it was still with us
      desk.send(new CancelOrder(ACCOUNT, "o0", "test", NOW));
      desk.settle();
      assertEquals(1, venue.count("cancel o0")); // a cancel does not wait for a submission
    }
  }

  private static void report(Desk desk, ExecutionReport report) throws Exception {
    desk.onLoop(
        () -> {
          desk.venue.report(report);
          return null;
        });
    desk.settle();
  }

  @Test
  void silenceIsDoubtUntilAQueryFindsTheOrder() throws Exception {
    venue.onSubmit = ScriptedVenue.OnSubmit.SAY_NOTHING;
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      venue.answersQueries = false;
      desk.advance(5 * SECOND + SECOND / 10);
      assertEquals(OrderStatus.IN_DOUBT, desk.status("a"));

      venue.known.put("a", List.of(accepted("a"), filled("a", "e1", 40, 40)));
      venue.answersQueries = true;
      desk.advance(SECOND);
      assertEquals(OrderStatus.PARTIALLY_FILLED, desk.status("a"));
      assertEquals(
          List.of("OrderIntended", "OrderInDoubt", "OrderAccepted", "OrderFilled"), journal(desk));
    }
  }

  @Test
  void notFoundEndsADoubtOnlyWhenItIsTooLateToArrive() throws Exception {
    venue.onSubmit = ScriptedVenue.OnSubmit.LOSE_CONNECTION;
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      assertEquals(OrderStatus.IN_DOUBT, desk.status("a"));
      desk.advance(7 * SECOND);
      assertTrue(venue.count("query a") > 2);
      assertEquals(OrderStatus.IN_DOUBT, desk.status("a"));
      desk.advance(20 * SECOND);
      assertEquals(OrderStatus.NOT_SENT, desk.status("a"));
    }
  }

  @Test
  void aSessionThatIsDownSendsNothingAndSaysSo() throws Exception {
    venue.onSubmit = ScriptedVenue.OnSubmit.NOT_CONNECTED;
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      assertEquals(OrderStatus.NOT_SENT, desk.status("a"));
    }
  }

  @Test
  void theKillSwitchCancelsWhatIsOpenAndRefusesMore() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      desk.send(
          new SetTradingState(
              ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "drill", "test", NOW));
      desk.settle();
      assertEquals(1, venue.count("cancel a"));
      assertEquals(RefusalCode.HALTED, code(desk.send(buy("b", 100, 10_000))));
      report(desk, canceled("a"));
      assertEquals(OrderStatus.CANCELED, desk.status("a"));
      desk.send(
          new SetTradingState(
              ACCOUNT, TradingScope.GLOBAL, "", TradingState.ACTIVE, "over", "test", NOW));
      // a halt is no answer for ever
      assertEquals(new Acknowledged("b", 2, OrderStatus.INTENT), desk.send(buy("b", 100, 10_000)));
    }
  }

  @Test
  void aRestartAsksTheVenueAboutEveryOpenOrderBeforeItTakesMore() throws Exception {
    long fills;
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.send(buy("b", 100, 10_000));
      desk.settle();
      report(desk, filled("a", "e1", 40, 40));
      fills = desk.list().fills();
    }
    assertEquals(1, fills);

    venue.answersQueries = false;
    try (var desk = open()) {
      assertEquals(RefusalCode.RECOVERING, code(desk.send(buy("c", 100, 10_000))));
      venue.known.put(
          "a", List.of(accepted("a"), filled("a", "e1", 40, 40), filled("a", "e2", 60, 100)));
      venue.known.put("b", List.of(accepted("b")));
      venue.answersQueries = true;
      desk.advance(SECOND);
      assertEquals(OrderStatus.FILLED, desk.status("a"));
      assertEquals(OrderStatus.WORKING, desk.status("b"));
      desk.quote();
      assertEquals(new Acknowledged("c", 3, OrderStatus.INTENT), desk.send(buy("c", 100, 10_000)));
      assertEquals(new Acknowledged("a", 1, OrderStatus.FILLED), desk.send(buy("a", 100, 10_000)));
    }
  }

  @Test
  void aReportThatComesBeforeTheJournalIsReadWaitsForIt() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
    }
    venue.waiting.add(filled("a", "e1", 100, 100));
    try (var desk = open()) {
      assertEquals(OrderStatus.FILLED, desk.status("a"));
      assertTrue(desk.node.health().isReady());
    }
  }

  @Test
  void anUnreachableVenueDelaysTheStartOnlySoLong() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
    }
    venue.answersQueries = false;
    try (var desk = open()) {
      desk.advance(11 * SECOND);
      assertEquals(OrderStatus.IN_DOUBT, desk.status("a"));
      desk.quote();
      assertEquals(
          new Acknowledged("a", 1, OrderStatus.IN_DOUBT), desk.send(buy("a", 100, 10_000)));
      assertTrue(desk.node.health().isReady());
    }
  }

  @Test
  void anOwnerThatIsFencedOffStopsTrading() throws Exception {
    try (var desk = open()) {
      desk.journal.claim(0, "another", NOW).toCompletableFuture().get();
      assertEquals(RefusalCode.NO_OWNER, code(desk.send(buy("a", 100, 10_000))));
      desk.settle();
      assertEquals(0, venue.count("submit"));
      assertFalse(desk.node.health().isReady());
      assertEquals(RefusalCode.NO_OWNER, code(desk.send(buy("b", 100, 10_000))));
    }
  }

  @Test
  void aHaltThatOnlyTheJournalKnowsIsObeyedAndTheStateReadAnew() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      var other = desk.journal.claim(1, "other", NOW).toCompletableFuture().get();
      desk.journal.append(other, List.of(global(TradingState.HALTED))).toCompletableFuture().get();
      assertEquals(RefusalCode.HALTED, code(desk.send(buy("b", 100, 10_000))));
      desk.settle();
      assertEquals(1, desk.list().orders().size());
      desk.journal.append(other, List.of(global(TradingState.ACTIVE))).toCompletableFuture().get();
      assertEquals(new Acknowledged("b", 2, OrderStatus.INTENT), desk.send(buy("b", 100, 10_000)));
      assertEquals(OrderStatus.WORKING, desk.status("b"));
    }
  }

  /** Both are decided before the first is refused by the journal. */
  @Test
  void aHaltRightBehindARefusedIntentIsNotLost() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      var other = desk.journal.claim(1, "other", NOW).toCompletableFuture().get();
      desk.journal.append(other, List.of(global(TradingState.HALTED))).toCompletableFuture().get();
      var halt =
          new SetTradingState(
              ACCOUNT, TradingScope.GLOBAL, "", TradingState.HALTED, "drill", "test", NOW);
      var answers = desk.onLoop(() -> List.of(desk.ask(buy("b", 100, 10_000)), desk.ask(halt)));
      assertEquals(RefusalCode.HALTED, code(Desk.await(answers.get(0))));
      assertInstanceOf(Acknowledged.class, Desk.await(answers.get(1)));
      desk.settle();
      assertEquals(1, venue.count("cancel a"));
      assertEquals(List.of("GLOBAL HALTED"), desk.list().restrictions());
    }
  }

  private static TradingStateChanged global(TradingState state) {
    return new TradingStateChanged("X", 0, 0, TradingScope.GLOBAL, "", state, "drill", NOW);
  }

  @Test
  void aFillThatCannotBeBookedStopsThePartitionInsteadOfBeingLost() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      report(
          desk,
          new ExecutionReport.Filled(
              ACCOUNT, "a", "v-a", "e1", 100, Long.MAX_VALUE, 100, 0, "USD", Liquidity.MAKER, NOW));
      assertEquals(RefusalCode.NO_OWNER, code(desk.send(buy("b", 100, 10_000))));
      assertFalse(desk.node.health().isReady());
    }
    venue.known.put("a", List.of(accepted("a"), filled("a", "e1", 100, 100)));
    try (var desk = open()) { // whoever owns it next asks the venue
      desk.advance(SECOND);
      assertEquals(OrderStatus.FILLED, desk.status("a"));
    }
  }

  @Test
  void aReportThatShouldNotBeIsCounted() throws Exception {
    try (var desk = open()) {
      report(desk, filled("nobody", "e1", 100, 100));
      assertEquals(
          1,
          desk.node
              .metrics()
              .counter("order_incidents_total", "kind", "UNATTRIBUTED_FILL")
              .count());
      assertEquals(RefusalCode.REDUCING, code(desk.send(buy("a", 100, 10_000))));
    }
  }

  @Test
  void anExceptionInAHandlerIsAnsweredAndTradingGoesOn() throws Exception {
    try (var desk = open()) {
      var broken =
          new SubmitOrder(
              ACCOUNT,
              "a",
              "s",
              SYMBOL,
              null,
              OrderType.LIMIT,
              TimeInForce.GTC,
              100,
              10_000,
              false,
              false,
              "test",
              NOW);
      var failure = assertThrows(CompletionException.class, () -> desk.send(broken));
      assertTrue(failure.getCause().getMessage().startsWith("INTERNAL"), failure::toString);
      assertEquals(new Acknowledged("a", 1, OrderStatus.INTENT), desk.send(buy("a", 100, 10_000)));
    }
  }

  @Test
  void ordersOlderThanMemoryKeepTheirAnswersAndTheirLateFills() throws Exception {
    var small = Samples.config().withBounds(10, 1, 10);
    try (var desk = new Desk(folder, venue, small)) {
      for (var id : List.of("a", "b", "c")) {
        desk.send(buy(id, 100, 10_000));
        desk.settle();
        report(desk, canceled(id));
      }
      assertEquals(
          new Acknowledged("a", 1, OrderStatus.CANCELED), desk.send(buy("a", 100, 10_000)));
      assertEquals(RefusalCode.CLIENT_ID_REUSED, code(desk.send(buy("b", 110, 10_000))));
      report(desk, filled("a", "e1", 100, 100));
      assertEquals(1, desk.list().fills());
    }
    try (var desk = new Desk(folder, venue, small)) { // the late fill is replayed, too
      assertEquals(1, desk.list().fills());
      assertTrue(desk.node.health().isReady());
    }
  }

  @Test
  void readersThatSawAGapCatchUpFromTheJournal() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      var advance =
          Desk.await(
              desk.onLoop(
                  () ->
                      desk.node
                          .bus()
                          .request(
                              Addresses.orderCatchUp(0),
                              new CatchUp(0, 1, 10),
                              Duration.ofSeconds(10))));
      assertEquals(2, advance.sequence());
      assertEquals(desk.journaled().subList(1, 2), advance.events());
    }
  }

  @Test
  void theLastWordsNameWhatTheVenueHasNotAnswered() throws Exception {
    try (var desk = new Desk(folder, venue, Samples.config(), Duration.ofMillis(700))) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      desk.send(new CancelOrder(ACCOUNT, "a", "test", NOW));
      venue.onSubmit = ScriptedVenue.OnSubmit.SAY_NOTHING;
      for (int i = 0; i < 12; i++) {
        desk.send(buy("b" + i, 100, 10_000));
      }
      desk.settle();
      report(desk, accepted("b0"));
      desk.undeployWithin(SECOND / 100);
      assertEquals(
          "pending: in flight {}, tasks ["
              + "unanswered INTENT A1 b6, A1 b7, A1 b8, A1 b9, A1 b10 and 1 more,"
              + " unanswered SENT A1 b1, A1 b2, A1 b3, A1 b4, A1 b5,"
              + " unanswered PENDING_CANCEL A1 a]",
          Leftovers.now(desk.node.inFlight(), desk.node.tasks()).toString());
    }
  }

  @Test
  void aStopGivesTheVenueTimeToAnswer() throws Exception {
    try (var desk = new Desk(folder, venue, Samples.config(), Duration.ofMillis(700))) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      desk.send(new CancelOrder(ACCOUNT, "a", "test", NOW));
      desk.settle();
      desk.after(SECOND / 2, () -> venue.report(canceled("a")));
      desk.undeployWithin(SECOND / 100);
      assertEquals(List.of(), desk.node.tasks().running());
      assertEquals(
          List.of("OrderIntended", "OrderAccepted", "CancelRequested", "OrderCanceled"),
          journal(desk));
    }
  }

  @Test
  void aStopLeavesNothingRunning() throws Exception {
    try (var desk = open()) {
      desk.send(buy("a", 100, 10_000));
      desk.settle();
      desk.undeploy();
      assertEquals(List.of(), desk.node.tasks().running());
      var idle = new java.util.concurrent.CompletableFuture<Void>();
      desk.node.inFlight().whenIdle(() -> idle.complete(null));
      idle.get(10, java.util.concurrent.TimeUnit.SECONDS);
      assertEquals(1, venue.count("close"));
    }
  }
}
