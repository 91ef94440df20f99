package outcry.order;

import java.util.List;
import outcry.bus.Crash;
import outcry.model.ExecutionReport;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderRejected;

/** The steps of an order's life at which a chaos run may kill its owner. */
final class LifeSteps {

  /** S2: at the owner, before the journal. */
  static void journaling(List<OrderEvent> events) {
    if (Crash.isArmed() && events.stream().anyMatch(IntentEvent.class::isInstance)) {
      Crash.point("S2");
    }
  }

  /** Durable, and nobody was told: an intent (S3), a fill (S9), a cancel (S10), an end (S12). */
  static void journaled(List<OrderEvent> events) {
    if (!Crash.isArmed()) {
      return;
    }
    for (var event : events) {
      switch (event) {
        case IntentEvent _ -> Crash.point("S3");
        case OrderFilled filled -> {
          Crash.point("S9");
          if (filled.leavesQuantity() == 0) {
            Crash.point("S12");
          }
        }
        case CancelRequested _ -> Crash.point("S10");
        case OrderCanceled _, OrderExpired _, OrderRejected _ -> Crash.point("S12");
        case OrderEvent _ -> {}
      }
    }
  }

  /** Heard from the venue, not journaled: a fill (S8), anything else (S7). */
  static void reported(ExecutionReport report) {
    if (Crash.isArmed()) {
      Crash.point(report instanceof ExecutionReport.Filled ? "S8" : "S7");
    }
  }

  private LifeSteps() {}
}
