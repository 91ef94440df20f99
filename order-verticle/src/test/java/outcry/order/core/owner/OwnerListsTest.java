package outcry.order.core.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.Incident;
import outcry.order.core.Samples;

/** What an owner with little memory does with several orders at once. */
class OwnerListsTest {

  private final Turns turns = new Turns();
  private final ListJournal journal = new ListJournal(turns);
  private final ListVenue venue = new ListVenue(turns);
  private final Heard heard = new Heard();
  private final Owner owner = started();
  private final List<OrderReply> replies = new ArrayList<>();

  /** One that has ended stays in memory. */
  private Owner started() {
    var config = Samples.config().withBounds(10, 1, 10);
    var created =
        new Owner(
            0,
            config,
            Samples.orders(config),
            journal,
            turns,
            heard,
            Map.of(VENUE, new VenueSession(venue, 5, 5)));
    created.start("test", _ -> {});
    turns.run();
    created.onMarket(Samples.quote(turns.nowNanos()));
    return created;
  }

  private void send(OrderCommand command) {
    owner.onCommand(command, replies::add);
    turns.run();
  }

  private void report(ExecutionReport report) {
    owner.onReport(report);
    turns.run();
  }

  private static SubmitList list(Contingency contingency, SubmitOrder... orders) {
    return new SubmitList(ACCOUNT, "l", contingency, List.of(orders), "test", NOW);
  }

  @Test
  void anOrderThatIsLetGoWhileAnotherOfItsListIsLookedUpIsNoNewOne() {
    var batch = list(Contingency.NONE, buy("a", 100, 10_000), buy("b", 100, 10_000));
    send(batch);
    for (var id : List.of("b", "c")) {
      send(buy(id, 100, 10_000));
      report(canceled(id));
    }
    replies.clear();
    journal.holdReads();
    send(batch); // a is here, b must be looked up
    report(canceled("a"));
    send(buy("d", 100, 10_000));
    report(canceled("d"));
    journal.releaseReads();

    assertEquals(
        new ListAcknowledged(
            "l",
            List.of(
                new Acknowledged("a", 1, OrderStatus.CANCELED),
                new Acknowledged("b", 2, OrderStatus.CANCELED))),
        replies.getLast());
    assertEquals(4, owner.orders().lastOrderId());
  }

  @Test
  void whatAnAnswerTellsOnceAnOrderIsLetGoIsNobodysNews() {
    send(
        list(
            Contingency.BRACKET,
            buy("entry", 100, 10_000),
            Samples.instructed(
                "stop",
                Side.SELL,
                OrderType.STOP,
                TimeInForce.GTC,
                100,
                0,
                Instructions.trigger(9_900, TriggerBy.LAST_TRADE))));
    report(filled("entry", "e0", 100, 100)); // has ended, and stays while its stop waits
    send(buy("a", 100, 10_000));
    venue.known.put(
        "a", List.of(accepted("a"), filled("a", "e1", 60, 60), filled("a", "e2", 40, 100)));
    report(filled("a", "e2", 40, 100));
    turns.advance(SECOND);

    assertEquals(List.of(Incident.Kind.MISSING_FILL), heard.incidents);
    assertEquals(200, owner.orders().position(ACCOUNT, SYMBOL).quantity());
  }

  @Test
  void anAnswerIsNotGivenWhilePartOfItIsRefusedByTheJournal() {
    journal.latch(TradingScope.GLOBAL, "", TradingState.HALTED);
    owner.onCommand(buy("a", 100, 10_000), replies::add); // will be refused
    owner.onCommand(
        list(Contingency.NONE, buy("a", 100, 10_000), buy("b", 105, 10_000)), replies::add);
    turns.run();

    var each = ((ListAcknowledged) replies.getLast()).each();
    assertEquals(
        List.of(RefusalCode.HALTED, RefusalCode.LOT_SIZE),
        each.stream().map(reply -> ((Refused) reply).code()).toList());
  }
}
