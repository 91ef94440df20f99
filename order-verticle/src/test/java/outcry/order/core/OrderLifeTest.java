package outcry.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Liquidity;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;

class OrderLifeTest {

  /**
   * Rows are events, columns statuses; the order has 100 to fill, 40 of it filled, no request
   * pending but the one the event makes. x: illegal. =: unchanged.
   */
  private static final String TABLE =
      """
      event             TRIGGER_PENDING INTENT SENT WORKING PARTIALLY_FILLED PENDING_CANCEL PENDING_AMEND IN_DOUBT terminal
      OrderDenied       x x x x x x x x x
      OrderIntended     x x x x x x x x x
      OrderHeld         x x x x x x x x x
      OrderAdopted      x x x x x x x x x
      OrderReleased     INTENT x x x x x x x x
      TriggerMoved      = x x x x x x x x
      OrderTriggered    = x x x x x x x x
      OrderAccepted     x P P P P P P P x
      OrderRejected     x REJECTED REJECTED REJECTED REJECTED REJECTED REJECTED REJECTED x
      OrderFilled       = P P P P P P P =
      FillBusted        = = = = = = = = =
      CancelRequested   = C C C C x C = x
      CancelRejected    x x x x x P x = x
      OrderCanceled     CANCELED CANCELED CANCELED CANCELED CANCELED CANCELED CANCELED CANCELED x
      OrderExpired      EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED x
      AmendRequested    x x x A A x x x x
      AmendRejected     x x x x x P P = x
      OrderAmended      = P P P P P P P x
      OrderInDoubt      x IN_DOUBT IN_DOUBT IN_DOUBT IN_DOUBT IN_DOUBT IN_DOUBT x x
      OrderNotSent      x NOT_SENT NOT_SENT x x NOT_SENT x NOT_SENT x
      AccountEvent      x x x x x x x x x
      """;

  private static final List<OrderEvent> EVENTS =
      List.of(
          new OrderEvent.OrderDenied(
              "A1", 1, 2, Samples.buy("o", 100, 10_000), RefusalCode.HALTED, "", 1),
          new OrderEvent.OrderIntended("A1", 1, 2, Samples.buy("o", 100, 10_000), 1, 1, 1),
          new OrderEvent.OrderHeld("A1", 1, 2, Samples.buy("o", 100, 10_000), 1, 1),
          new OrderEvent.OrderAdopted("A1", 1, 2, Samples.buy("o", 100, 10_000), "v", "r", 1),
          new OrderEvent.OrderReleased("A1", 1, 2, "s", "XYZ.SIM", 100, 0, 1, 1, "c", 1),
          new OrderEvent.TriggerMoved("A1", 1, 2, 10_000, "c", 1),
          new OrderEvent.OrderTriggered("A1", 1, 2, "c", 1),
          new OrderEvent.OrderAccepted("A1", 1, 2, "v", 1, 1),
          new OrderEvent.OrderRejected("A1", 1, 2, "r", 1),
          new OrderEvent.OrderFilled(
              "A1",
              1,
              2,
              "XYZ.SIM",
              Side.BUY,
              "s",
              "e",
              40,
              1,
              60,
              0,
              "USD",
              Liquidity.MAKER,
              1,
              1),
          new OrderEvent.FillBusted(
              "A1", 1, 2, "XYZ.SIM", Side.BUY, "s", "b", "e", 40, 1, 0, "USD", 1, 1),
          new OrderEvent.CancelRequested("A1", 1, 2, "c", 1),
          new OrderEvent.CancelRejected("A1", 1, 2, "r", 1),
          new OrderEvent.OrderCanceled("A1", 1, 2, "r", 1),
          new OrderEvent.OrderExpired("A1", 1, 2, "r", 1),
          new OrderEvent.AmendRequested("A1", 1, 2, 90, 10_000, "c", 1),
          new OrderEvent.AmendRejected("A1", 1, 2, "r", 1),
          new OrderEvent.OrderAmended("A1", 1, 2, 90, 10_000, 1, 1),
          new OrderEvent.OrderInDoubt("A1", 1, 2, "r", 1),
          new OrderEvent.OrderNotSent("A1", 1, 2, "r", 1),
          new OrderEvent.TradingStateChanged(
              "A1", 0, 0, TradingScope.GLOBAL, "", TradingState.HALTED, "r", 1));

  private static OrderEvent event(Class<? extends OrderEvent> type) {
    return EVENTS.stream().filter(type::isInstance).findFirst().orElseThrow();
  }

  /** What the table calls it. */
  private static String row(OrderEvent event) {
    return event instanceof AccountEvent ? "AccountEvent" : event.getClass().getSimpleName();
  }

  record Cell(OrderStatus status, OrderEvent event, String expected) {
    @Override
    public String toString() {
      return status + " x " + event.getClass().getSimpleName() + " -> " + expected;
    }
  }

  static List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    var rows = TABLE.lines().skip(1).map(line -> line.trim().split(" +")).toList();
    for (int row = 0; row < rows.size(); row++) {
      var event = EVENTS.get(row);
      assertEquals(row(event), rows.get(row)[0]);
      for (var status : OrderStatus.values()) {
        cells.add(new Cell(status, event, rows.get(row)[column(status)]));
      }
    }
    return cells;
  }

  private static int column(OrderStatus status) {
    return switch (status) {
      case TRIGGER_PENDING -> 1;
      case INTENT -> 2;
      case SENT -> 3;
      case WORKING -> 4;
      case PARTIALLY_FILLED -> 5;
      case PENDING_CANCEL -> 6;
      case PENDING_AMEND -> 7;
      case IN_DOUBT -> 8;
      case DENIED, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT -> 9;
    };
  }

  @Test
  void theTableHasARowForEveryEvent() {
    var rows = EVENTS.stream().map(OrderLifeTest::row).toList();
    assertEquals(types(OrderEvent.class), new TreeSet<>(rows));
    assertEquals(21 * 14, cells().size());
  }

  /** The names of all events; those of accounts count as one. */
  private static TreeSet<String> types(Class<?> family) {
    var names = new TreeSet<String>();
    for (var type : family.getPermittedSubclasses()) {
      if (AccountEvent.class.isAssignableFrom(type)) {
        names.add("AccountEvent");
      } else if (type.isSealed()) {
        names.addAll(types(type));
      } else {
        names.add(type.getSimpleName());
      }
    }
    return names;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void everyCellIsDecided(Cell cell) {
    assertEquals(cell.expected, outcome(cell));
  }

  private static String outcome(Cell cell) {
    boolean cancel = cell.event instanceof OrderEvent.CancelRequested;
    boolean amend = cell.event instanceof OrderEvent.AmendRequested;
    var facts = new OrderLife.Facts(true, cancel, amend, 40, 60);
    try {
      var next = OrderLife.next(cell.status, cell.event, facts);
      boolean unchanged =
          next == cell.status
              && (next == OrderStatus.IN_DOUBT
                  || next == OrderStatus.TRIGGER_PENDING
                  || next.isTerminal()
                  || cell.event instanceof FillBusted);
      return unchanged
          ? "="
          : switch (next) {
            case PARTIALLY_FILLED -> "P";
            case PENDING_CANCEL -> "C";
            case PENDING_AMEND -> "A";
            case OrderStatus other -> other.name();
          };
    } catch (InvariantViolation illegal) {
      assertEquals("I8", illegal.id());
      return "x";
    }
  }

  @Test
  void theLastFillEndsTheOrderFromEveryOpenStatus() {
    var facts = new OrderLife.Facts(true, true, true, 100, 0);
    var open =
        Arrays.stream(OrderStatus.values())
            .filter(status -> !status.isTerminal() && status != OrderStatus.TRIGGER_PENDING)
            .toList();
    for (var status : open) {
      assertEquals(OrderStatus.FILLED, OrderLife.next(status, event(OrderFilled.class), facts));
    }
  }

  @Test
  void aPendingCancelShowsBeforeAPendingAmendAndBothAreKept() {
    var both = new OrderLife.Facts(true, true, true, 0, 100);
    var amendLeft = new OrderLife.Facts(true, false, true, 0, 100);
    var accepted = event(OrderAccepted.class);

    assertEquals(OrderStatus.PENDING_CANCEL, OrderLife.next(OrderStatus.WORKING, accepted, both));
    assertEquals(
        OrderStatus.PENDING_AMEND,
        OrderLife.next(OrderStatus.PENDING_CANCEL, event(CancelRejected.class), amendLeft));
  }

  @Test
  void aRefusedCancelOfAnOrderNotYetAcceptedLeavesItSent() {
    var facts = new OrderLife.Facts(false, false, false, 0, 100);

    assertEquals(
        OrderStatus.SENT,
        OrderLife.next(OrderStatus.PENDING_CANCEL, event(CancelRejected.class), facts));
  }
}
