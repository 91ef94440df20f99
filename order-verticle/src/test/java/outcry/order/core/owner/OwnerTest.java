package outcry.order.core.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SECOND;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.VENUE;
import static outcry.order.core.Samples.accepted;
import static outcry.order.core.Samples.buy;
import static outcry.order.core.Samples.canceled;
import static outcry.order.core.Samples.filled;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.Incident;
import outcry.order.core.OrderConfig;
import outcry.order.core.Samples;
import outcry.order.core.owner.OwnerListener.Phase;

class OwnerTest {

  private final Turns turns = new Turns();
  private final ListJournal journal = new ListJournal(turns);
  private final ListVenue venue = new ListVenue(turns);
  private final Heard heard = new Heard();
  private Owner owner = started(Samples.config());

  private Owner started(OrderConfig config) {
    var created =
        new Owner(
            0,
            config,
            Samples.orders(config),
            journal,
            turns,
            heard,
            Map.of(VENUE, new VenueSession(venue, 5, 5)));
    List<Throwable> outcome = new ArrayList<>();
    created.start("test", outcome::add);
    turns.run();
    assertEquals(1, outcome.size());
    created.onMarket(Samples.quote(turns.nowNanos()));
    return created;
  }

  private OrderReply send(OrderCommand command) {
    List<OrderReply> replies = new ArrayList<>();
    owner.onCommand(command, replies::add);
    turns.run();
    assertEquals(1, replies.size());
    return replies.getFirst();
  }

  private void report(outcry.model.ExecutionReport report) {
    owner.onReport(report);
    turns.run();
  }

  private static RefusalCode code(OrderReply reply) {
    return ((Refused) reply).code();
  }

  private OrderStatus status(String id) {
    return owner.orders().find(ACCOUNT, id).orElseThrow().status();
  }

  @Test
  void aFillDecidedBehindARefusedAppendIsHeardOnceMore() {
    send(buy("a", 100, 10_000));
    report(Samples.accepted("a"));
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    List<OrderReply> replies = new ArrayList<>();

    owner.onCommand(buy("b", 100, 10_000), replies::add); // the journal will refuse it
    owner.onCommand(new OrderCommand.CancelAll(ACCOUNT, "", "test", Samples.NOW), replies::add);
    owner.onReport(Samples.filled("a", "e1", 40, 40)); // follows what is refused with it
    owner.onReport(Samples.canceled("a"));
    turns.run();

    assertEquals(2, replies.size());
    assertEquals(40, owner.orders().position(ACCOUNT, Samples.SYMBOL).quantity());
    assertEquals(OrderStatus.CANCELED, status("a"));
  }

  @Test
  void aHaltSetThroughAnotherPartitionIsLearnedAtOnce() {
    send(buy("a", 100, 10_000));
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    int before = journal.replays;

    for (var id : List.of("b", "c", "d")) {
      assertEquals(RefusalCode.HALTED, code(send(buy(id, 100, 10_000))));
    }
    assertEquals(before + 1, journal.replays);
    assertEquals(Map.of("GLOBAL", TradingState.HALTED), owner.orders().restrictions());

    journal.latch(TradingScope.GLOBAL, "", TradingState.ACTIVE);
    assertEquals(new Acknowledged("b", 2, OrderStatus.INTENT), send(buy("b", 100, 10_000)));
  }

  @Test
  void aHaltSetWhileNobodyOwnedThePartitionIsKnownFromTheStart() {
    journal.latch(TradingScope.ACCOUNT, ACCOUNT, TradingState.HALTED);
    owner = started(Samples.config());
    int before = journal.replays;

    assertEquals(RefusalCode.HALTED, code(send(buy("a", 100, 10_000))));
    assertEquals(before, journal.replays);
  }

  /** Here nobody knows of the halt, but the latch is there: it is lifted by an event. */
  @Test
  void aHaltSetThroughAnotherPartitionIsLiftedThroughThisOne() {
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    send(buy("a", 100, 10_000));
    var lift =
        new SetTradingState(
            ACCOUNT, TradingScope.GLOBAL, "", TradingState.ACTIVE, "over", "test", NOW);
    send(lift);

    assertEquals(new Acknowledged("a", 1, OrderStatus.INTENT), send(buy("a", 100, 10_000)));
  }

  @Test
  void aLiftedHaltIsNoticedWithoutAnOrder() {
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    send(buy("a", 100, 10_000));
    journal.latch(TradingScope.GLOBAL, "", TradingState.ACTIVE);
    turns.advance(SECOND);

    assertEquals(Map.of(), owner.orders().restrictions());
  }

  /** The second order's fill carries the id of one that memory has let go. */
  @Test
  void anExecutionWithTwoMeaningsRestrictsTheAccountInsteadOfReadingForEver() {
    owner = started(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b", "c")) {
      send(buy(id, 100, 10_000));
      report(filled(id, "e-" + id, 100, 100));
    }
    send(buy("d", 100, 10_000));
    var seen = List.of(accepted("d"), filled("d", "e-a", 100, 100));
    venue.known.put("d", List.copyOf(seen));
    int before = journal.replays;
    seen.forEach(this::report);
    turns.advance(60 * SECOND);

    assertEquals(before + 1, journal.replays);
    assertEquals(300, owner.orders().position(ACCOUNT, SYMBOL).quantity());
    assertEquals(
        Map.of("ACCOUNT " + ACCOUNT, TradingState.REDUCING), owner.orders().restrictions());
    assertEquals(OrderStatus.IN_DOUBT, status("d")); // the venue says that it filled
    long halts =
        journal.events.stream().filter(e -> e.event() instanceof TradingStateChanged).count();
    assertEquals(1, halts);
    assertTrue(venue.count("query d") < 20, () -> venue.asked.toString());
  }

  @Test
  void anExecutionOfAnOrderThatMemoryLetGoIsARepetition() {
    owner = started(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b", "c")) {
      send(buy(id, 100, 10_000));
      report(filled(id, "e-" + id, 100, 100));
    }
    report(filled("a", "e-a", 100, 100));

    assertEquals(300, owner.orders().position(ACCOUNT, SYMBOL).quantity());
    assertEquals(List.of(), heard.incidents);
  }

  @Test
  void aSessionThatNeverAnswersDoesNotHoldBackWhatComesAfter() {
    for (var id : List.of("a", "b", "c", "d", "e", "f")) {
      send(buy(id, 100, 10_000));
      report(accepted(id));
    }
    venue.holdCancels();
    send(new OrderCommand.CancelAll(ACCOUNT, "", "test", NOW));
    assertEquals(5, venue.count("cancel")); // as many as may be on their way

    turns.advance(OneAnswer.LIMIT_NANOS);

    assertEquals(1, venue.count("cancel f"));
    assertEquals(OrderStatus.IN_DOUBT, status("a"));
  }

  @Test
  void aMissingFillIsAskedForAtABoundedRateUntilItIsThere() {
    send(buy("a", 100, 10_000));
    venue.known.put("a", List.of(accepted("a"), filled("a", "e2", 60, 100), canceled("a")));
    report(filled("a", "e2", 60, 100));
    turns.advance(120 * SECOND);

    assertEquals(OrderStatus.IN_DOUBT, status("a"));
    long asked = venue.count("query a");
    assertTrue(asked > 5 && asked < 25, () -> asked + " queries in two minutes");
    venue.known.put(
        "a", List.of(accepted("a"), filled("a", "e1", 40, 40), filled("a", "e2", 60, 100)));
    turns.advance(11 * SECOND);
    assertEquals(OrderStatus.FILLED, status("a"));
    assertEquals(List.of(Incident.Kind.MISSING_FILL), heard.incidents);
  }

  @Test
  void theReconcileDeadlineCountsAlsoWhileTheJournalIsRead() {
    owner = started(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b")) {
      send(buy(id, 100, 10_000));
      report(filled(id, "e-" + id, 100, 100));
    }
    send(buy("c", 100, 10_000));
    report(accepted("c"));
    venue.answersQueries = false;
    owner = started(Samples.config().withBounds(10, 1, 10));
    assertEquals(Phase.RECOVERING, owner.phase());

    journal.holdReads();
    report(filled("c", "e-a", 100, 100));
    assertEquals(Phase.READING, owner.phase());
    turns.advance(11 * SECOND);
    journal.releaseReads();

    assertEquals(Phase.TRADING, owner.phase());
  }

  @Test
  void whatWaitsForTheJournalIsRefusedWhenTheOwnerStops() {
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    List<OrderReply> replies = new ArrayList<>();
    journal.holdReads();
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    assertEquals(List.of(RefusalCode.HALTED), replies.stream().map(OwnerTest::code).toList());
    owner.onCommand(new CancelOrder(ACCOUNT, "a", "test", NOW), replies::add);
    turns.run();
    assertEquals(1, replies.size());
    owner.stop("shut down", null);

    assertEquals(RefusalCode.NO_OWNER, code(replies.getLast()));
  }

  @Test
  void aReportOfAnOrderThatMemoryLetGoWaitsForTheJournalToBeRead() {
    owner = started(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b", "c")) {
      send(buy(id, 100, 10_000));
      report(canceled(id));
    }
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    journal.holdReads();
    owner.onReport(filled("a", "late", 100, 100)); // looks the order up
    owner.onCommand(buy("d", 100, 10_000), _ -> {}); // makes the owner read its journal anew
    turns.run();
    assertEquals(Phase.READING, owner.phase());
    journal.releaseReads();

    assertEquals(100, owner.orders().position(ACCOUNT, SYMBOL).quantity());
    assertEquals(List.of(Incident.Kind.LATE_FILL), heard.incidents);
  }
}
