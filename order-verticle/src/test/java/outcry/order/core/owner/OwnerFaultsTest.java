package outcry.order.core.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderEvent;
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
import outcry.order.core.Incident;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.Samples;
import outcry.order.core.owner.OwnerListener.Phase;

/** What goes wrong between an owner and its journal. */
class OwnerFaultsTest {

  private final Turns turns = new Turns();
  private final ListJournal journal = new ListJournal(turns);
  private final ListVenue venue = new ListVenue(turns);
  private final List<String> told = new ArrayList<>();
  private final VenueSession session = new VenueSession(venue, 5, 5);
  private final List<OrderReply> replies = new ArrayList<>();

  private Owner start(OrderConfig config) {
    return start(0, journal, Samples.orders(config), config);
  }

  private Owner start(int partition, ListJournal its, Orders orders, OrderConfig config) {
    var owner =
        new Owner(partition, config, orders, its, turns, new Told(), Map.of(VENUE, session));
    owner.start("test", failure -> assertEquals(null, failure));
    turns.run();
    owner.onMarket(Samples.quote(turns.nowNanos()));
    return owner;
  }

  private static OrderStatus status(Owner owner, String id) {
    return owner.orders().find(ACCOUNT, id).orElseThrow().status();
  }

  @Test
  void aHeldOrderThatIsReleasedGoesToTheVenue() {
    var owner = start(0, journal, Samples.plain(), Samples.config());
    owner.onCommand(
        Samples.instructed(
            "a",
            Side.SELL,
            OrderType.STOP,
            TimeInForce.GTC,
            100,
            0,
            Instructions.trigger(9_900, TriggerBy.LAST_TRADE)),
        replies::add);
    turns.run();
    owner.onMarket(Samples.trade(1, 9_900, NOW));
    turns.run();

    assertEquals(List.of(new Acknowledged("a", 1, OrderStatus.TRIGGER_PENDING)), replies);
    assertEquals(List.of("submit a"), venue.asked);
    assertEquals(List.of(), told);
  }

  /** The second end of the order comes before the first is durable, and memory let it go. */
  @Test
  void anOrderIsTakenBackFromTheJournalOnlyOnceItsEndIsThere() {
    var owner = start(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
    }
    turns.run();
    journal.commitTurns = 9;
    owner.onReport(canceled("a"));
    owner.onReport(canceled("b"));
    owner.onReport(canceled("a"));
    turns.run();

    assertEquals(List.of(), told);
    assertEquals(OrderStatus.CANCELED, status(owner, "a"));
  }

  /** Nothing is sent on a guess; the next owner finds out, and then there is one order. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommitWithoutAnAnswerEndsTheOwnershipAndTheNextOneReadsWhatIsThere(boolean isDurable) {
    var owner = start(Samples.config());
    journal.loseAnswer(isDurable);
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();

    assertEquals(Phase.STOPPED, owner.phase());
    assertEquals(RefusalCode.JOURNAL_UNAVAILABLE, ((Refused) replies.getFirst()).code());
    assertEquals(List.of(), venue.asked);
    told.clear();

    var next = start(Samples.config());
    assertEquals(isDurable ? 1 : 0, next.orders().orders(OrderStatus.IN_DOUBT));
    next.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    assertEquals(1, journal.events.stream().filter(ListJournal::isIntent).count());
  }

  @Test
  void whatWaitsForTheJournalIsToldAlsoWhenALaterAppendIsRefusedFirst() {
    var owner = start(Samples.config());
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    journal.overload(1);
    owner.onCommand(buy("b", 100, 10_000), replies::add);
    turns.runOne(); // the refusal overtakes the append before it
    List<String> drained = new ArrayList<>();
    owner.whenDrained(() -> drained.add("drained"));
    turns.run();

    assertEquals(List.of("drained"), drained);
    assertEquals(new Acknowledged("a", 1, OrderStatus.INTENT), replies.getFirst());
  }

  @Test
  void anOverloadedJournalIsReadAnewInsteadOfGivingUpThePartition() {
    var owner = start(Samples.config());
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    owner.onReport(accepted("a"));
    turns.run();
    journal.overload(1);
    owner.onCommand(buy("b", 100, 10_000), replies::add);
    owner.onReport(filled("a", "e1", 40, 40));
    turns.run();

    assertEquals(List.of(), told);
    assertEquals(Phase.TRADING, owner.phase());
    assertEquals(RefusalCode.OVERLOADED, ((Refused) replies.get(1)).code());
    assertEquals(40, owner.orders().position(ACCOUNT, SYMBOL).quantity());
  }

  /** Nobody would ever ask about it again: the order has ended. */
  @Test
  void aLateFillIsBookedAlsoIfTheJournalHasNoRoomForIt() {
    var owner = start(Samples.config());
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    owner.onReport(canceled("a"));
    turns.run();
    journal.overload(1);
    owner.onReport(filled("a", "late", 100, 100));
    turns.run();

    assertEquals(100, owner.orders().position(ACCOUNT, SYMBOL).quantity());
    assertEquals(Phase.TRADING, owner.phase());
  }

  /**
   * The fill before it is booked elsewhere: both were on their way, and only that one is not so.
   */
  @Test
  void aLateFillBehindOneThatIsBookedElsewhereIsNotLost() {
    var owner = start(Samples.config().withBounds(10, 2, 10));
    for (var id : List.of("x", "y", "z", "a")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
    }
    turns.run();
    owner.onReport(filled("x", "e-x", 100, 100));
    turns.run();
    for (var id : List.of("y", "z", "a")) {
      owner.onReport(canceled(id));
    }
    turns.run();
    owner.onReport(filled("a", "e-x", 50, 50)); // of an execution that memory let go
    owner.onReport(filled("a", "late", 50, 50));
    turns.run();

    assertEquals(150, owner.orders().position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void aPartitionThatReadsItsJournalDoesNotHoldUpOthers() {
    var owner = start(Samples.config());
    var other = start(1, new ListJournal(turns), Samples.orders(), Samples.config());
    for (var id : List.of("1", "2", "3", "4", "5")) {
      other.onCommand(buy("o" + id, 100, 10_000), replies::add);
    }
    turns.run();
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    other.onCommand(buy("o6", 100, 10_000), replies::add);
    turns.run();
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    journal.holdReads();
    owner.onCommand(buy("b", 100, 10_000), replies::add);
    turns.run();
    assertEquals(Phase.READING, owner.phase());
    other.onReport(accepted("o1"));
    other.onReport(accepted("o2"));
    turns.run();

    assertEquals("submit o6", venue.asked.getLast());
    journal.releaseReads();
    assertEquals("submit a", venue.asked.getLast());
  }

  @Test
  void anOrderWhoseCancelIsRefusedForWantOfRoomIsSentOnceOrNever() {
    var owner = start(Samples.config());
    for (var id : List.of("1", "2", "3", "4", "5", "6")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
    }
    turns.run();
    journal.overload(1);
    owner.onCommand(new CancelOrder(ACCOUNT, "6", "test", NOW), replies::add);
    owner.onReport(accepted("1")); // the next one's turn: it is canceled, it seems
    turns.run();
    turns.advance(60 * Samples.SECOND);

    assertEquals(OrderStatus.NOT_SENT, status(owner, "6"));
    assertEquals(5, venue.count("submit"));
  }

  /** An append that holds an intent, too, and is refused for that. */
  @Test
  void anOrderWhoseCancelIsRefusedForAHaltKeepsItsPlace() {
    var owner = start(Samples.config());
    for (var id : List.of("1", "2", "3", "4", "5", "6")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
    }
    turns.run();
    journal.refuse(new JournalException.Halted(TradingScope.GLOBAL, ""));
    owner.onCommand(new CancelOrder(ACCOUNT, "6", "test", NOW), replies::add);
    owner.onReport(accepted("1")); // the next one's turn: it is canceled, it seems
    turns.run();

    assertEquals(1, venue.count("submit 6"));
    assertEquals(OrderStatus.SENT, status(owner, "6"));
  }

  @Test
  void anOrderThatWasSentIsNotSentAgainBecauseItsEndWasRefused() {
    var owner = start(Samples.config());
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.run();
    journal.refuse(new JournalException.Halted(TradingScope.GLOBAL, ""));
    owner.onReport(canceled("a"));
    turns.run();
    turns.advance(Samples.SECOND);

    assertEquals(List.of("submit a"), venue.asked);
    assertEquals(OrderStatus.SENT, status(owner, "a"));
  }

  @Test
  void aCancelThatWaitsIsNotQueuedTwice() {
    var owner = start(Samples.config());
    for (var id : List.of("1", "2", "3", "4", "5", "6")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
      turns.run();
      owner.onReport(accepted(id));
      venue.known.put(id, List.of(accepted(id)));
    }
    turns.run();
    venue.holdCancels();
    for (var id : List.of("1", "2", "3", "4", "5", "6")) {
      owner.onCommand(new CancelOrder(ACCOUNT, id, "test", NOW), replies::add);
    }
    turns.advance(OneAnswer.LIMIT_NANOS - Samples.SECOND); // in doubt and found, again and again
    venue.releaseCancels();
    turns.run();

    assertEquals(1, venue.count("cancel 6"));
  }

  @Test
  void aReportIsLookedUpAgainWhenTheJournalHasNoTimeForIt() {
    var owner = start(Samples.config().withBounds(10, 1, 10));
    for (var id : List.of("a", "b")) {
      owner.onCommand(buy(id, 100, 10_000), replies::add);
      turns.run();
      owner.onReport(canceled(id));
      turns.run();
    }
    journal.overloadedReads = 2;
    owner.onReport(filled("a", "late", 100, 100));
    turns.advance(Samples.SECOND);

    assertEquals(List.of(), told);
    assertEquals(100, owner.orders().position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void theJournalIsReadAgainWhenItHasNoTimeForThat() {
    var owner = start(Samples.config());
    journal.overload(1);
    journal.overloadedReads = 2;
    owner.onCommand(buy("a", 100, 10_000), replies::add);
    turns.advance(Samples.SECOND);

    assertEquals(List.of(), told);
    assertEquals(Phase.TRADING, owner.phase());
    assertEquals(1, replies.size());
  }

  private final class Told implements OwnerListener {

    @Override
    public void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence) {}

    @Override
    public void decided(OrderEvent event, Orders orders) {}

    @Override
    public void committed(OrderEvent event) {}

    @Override
    public void replied(OrderReply reply) {}

    @Override
    public void incident(Incident incident) {}

    @Override
    public void defect(RuntimeException defect) {
      told.add(defect.toString());
    }

    @Override
    public void phase(Phase phase, String why, Throwable cause) {
      if (cause != null) {
        told.add(why);
      }
    }
  }
}
