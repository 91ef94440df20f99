package outcry.chaos.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.chaos.client.ClientLog;
import outcry.chaos.client.ClientLog.Told;
import outcry.chaos.client.ClientOrder;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

class AuditTest {

  private static final String ANN = "ann";
  private static final String MNQ = "MNQZ6.SIM";

  private final ExchangeTruth exchange = new ExchangeTruth();
  private final JournalTruth journal = new JournalTruth();
  private final List<ClientLog.Entry> clients = new ArrayList<>();
  private long sequence;

  @Test
  void whatAgreesIsGood() {
    filledEverywhere();

    assertEquals(new Counts(1, 1, 0, 0, 0, 0, 0, 0, List.of()), compare());
  }

  @Test
  void anOrderThatOnlyTheExchangeKnowsIsLost() {
    exchange.add(new OrderLogged(venueOrder("1"), "S-1", 1));

    assertEquals("1 0 0 0 0 0", six());
  }

  @Test
  void aFillThatOnlyTheExchangeKnowsIsLostAndThePositionIsWrong() {
    asked("1", Told.ACKNOWLEDGED);
    intended("1");
    exchange.add(new OrderLogged(venueOrder("1"), "S-1", 1));
    exchange.add(new FillLogged(fill("1", "E-1")));
    journaled(new OrderEvent.OrderAccepted(ANN, 1, 2, "S-1", 1, 1));

    assertEquals("1 0 1 1 0 0", six());
  }

  @Test
  void aSecondAttemptAtTheExchangeIsADuplicate() {
    filledEverywhere();
    exchange.add(new RejectLogged(ANN, "1", "CLIENT_ID_REUSED", 2));

    assertEquals("0 1 0 0 0 0", six());
  }

  @Test
  void aFillThatTheExchangeNeverMadeIsADuplicate() {
    filledEverywhere();
    journaled(filled("E-2", 0));

    assertEquals("0 1 0 0 0 0", six());
  }

  @Test
  void anOrderInDoubtIsUnknown() {
    asked("1", Told.ACKNOWLEDGED);
    intended("1");
    journaled(new OrderEvent.OrderInDoubt(ANN, 1, 2, "no answer", 1));

    assertEquals("0 0 1 0 0 0", six());
  }

  @Test
  void anOrderThatEndedAtTheExchangeAndIsOpenInTheJournalIsUnknown() {
    asked("1", Told.ACKNOWLEDGED);
    intended("1");
    journaled(new OrderEvent.OrderAccepted(ANN, 1, 2, "S-1", 1, 1));
    exchange.add(new OrderLogged(venueOrder("1"), "S-1", 1));
    exchange.add(new EndLogged(ANN, "1", How.CANCELED, "REQUESTED", 0, 2));

    assertEquals("0 0 1 0 0 0", six());
  }

  @Test
  void aPositionThatIsNotProjectedIsWrong() {
    filledEverywhere();
    journal.positioned(new Holding(ANN, MNQ), 1);

    assertEquals("0 0 0 1 0 0", six());
  }

  @Test
  void anAcknowledgedOrderThatIsNotInTheJournalIsMissing() {
    asked("1", Told.ACKNOWLEDGED);

    assertEquals("0 0 0 0 1 0", six());
  }

  @Test
  void aClientThatWasNeverToldAnythingIsUnknown() {
    asked("1", Told.NOTHING);

    assertEquals("0 0 1 0 0 0", six());
  }

  @Test
  void anOrderNobodyAskedForIsUnauthorised() {
    intended("1");
    journaled(new OrderEvent.OrderNotSent(ANN, 1, 2, "late", 1));

    assertEquals("0 0 0 0 0 1", six());
  }

  @Test
  void aRefusedOrderThatIsSentAllTheSameIsUnauthorised() {
    asked("1", Told.REFUSED);
    intended("1");
    journaled(new OrderEvent.OrderNotSent(ANN, 1, 2, "late", 1));

    assertEquals("0 0 0 0 0 1", six());
  }

  @Test
  void aGapInTheJournalIsALoss() {
    filledEverywhere();
    sequence++;
    journaled(new OrderEvent.LimitsChanged(ANN, 1, "", 1));

    assertEquals("1 0 0 0 0 0", six());
  }

  private void filledEverywhere() {
    asked("1", Told.ACKNOWLEDGED);
    intended("1");
    exchange.add(new OrderLogged(venueOrder("1"), "S-1", 1));
    exchange.add(new FillLogged(fill("1", "E-1")));
    journaled(filled("E-1", 0));
    journal.positioned(new Holding(ANN, MNQ), 2);
  }

  private Counts compare() {
    return Audit.compare(exchange, journal, clients);
  }

  /** lost, duplicated, unknown, wrongPosition, ackedMissing, unauthorised. */
  private String six() {
    var counts = compare();
    return "%d %d %d %d %d %d"
        .formatted(
            counts.lost(),
            counts.duplicated(),
            counts.unknown(),
            counts.wrongPosition(),
            counts.ackedMissing(),
            counts.unauthorised());
  }

  private void asked(String id, Told told) {
    clients.add(
        new ClientLog.Entry(
            new ClientOrder(ANN, id, MNQ, "BUY", 2, ""),
            told,
            told == Told.REFUSED ? "OVERLOADED" : "",
            ""));
  }

  private void intended(String id) {
    var order =
        new SubmitOrder(
            ANN,
            id,
            "manual",
            MNQ,
            Side.BUY,
            OrderType.MARKET,
            TimeInForce.IOC,
            2,
            0,
            false,
            false,
            "manual",
            1);
    journaled(new OrderEvent.OrderIntended(ANN, 1, 1, order, 9, 1, 1));
  }

  private void journaled(OrderEvent event) {
    journal.add((3L << 48) + ++sequence, event);
  }

  private static VenueOrder venueOrder(String id) {
    return new VenueOrder(
        ANN, id, MNQ, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 2, 0, false, Long.MAX_VALUE);
  }

  private static Filled fill(String id, String execution) {
    return new Filled(ANN, id, "S-1", execution, 2, 100, 2, 0, "USD", Liquidity.TAKER, 1);
  }

  private static OrderEvent filled(String execution, long leaves) {
    return new OrderEvent.OrderFilled(
        ANN,
        1,
        2,
        MNQ,
        Side.BUY,
        "manual",
        execution,
        2,
        100,
        leaves,
        0,
        "USD",
        Liquidity.TAKER,
        1,
        1);
  }
}
