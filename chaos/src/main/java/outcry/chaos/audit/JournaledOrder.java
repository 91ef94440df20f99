package outcry.chaos.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;

/** What the journal says of one order: a fold of its events, written for the audit alone. */
final class JournaledOrder {

  /** How far it came. */
  enum State {
    DENIED,
    HELD,
    INTENDED,
    OPEN,
    IN_DOUBT,
    ENDED,
    NOT_SENT
  }

  private final SubmitOrder order;
  private final Map<String, Long> fills = new LinkedHashMap<>();
  private State state;
  private long leaves;
  private boolean changing;
  private int repeatedExecutions;

  private JournaledOrder(SubmitOrder order, State state) {
    this.order = order;
    this.state = state;
    this.leaves = order.quantity();
  }

  /** The order that an event begins; null if it is about another one, or none. */
  static JournaledOrder begunBy(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderDenied denied -> new JournaledOrder(denied.order(), State.DENIED);
      case OrderEvent.OrderIntended intended ->
          new JournaledOrder(intended.order(), State.INTENDED);
      case OrderEvent.OrderHeld held -> new JournaledOrder(held.order(), State.HELD);
      case OrderEvent.OrderAdopted adopted -> new JournaledOrder(adopted.order(), State.OPEN);
      case OrderEvent _ -> null;
    };
  }

  void apply(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderReleased _ -> state = State.INTENDED;
      case OrderEvent.OrderAccepted _ -> opened();
      case OrderEvent.OrderFilled filled -> {
        if (fills.putIfAbsent(filled.executionId(), filled.quantity()) != null) {
          repeatedExecutions++;
        }
        leaves = filled.leavesQuantity();
        if (!isEnded()) {
          state = leaves == 0 ? State.ENDED : State.OPEN;
        }
      }
      case OrderEvent.FillBusted busted -> fills.remove(busted.bustedExecutionId());
      case OrderEvent.OrderAmended amended -> {
        changing = false;
        leaves = amended.quantity() - filled();
        opened();
      }
      case OrderEvent.CancelRequested _, OrderEvent.AmendRequested _ -> changing = true;
      case OrderEvent.CancelRejected _, OrderEvent.AmendRejected _ -> changing = false;
      case OrderEvent.OrderRejected _, OrderEvent.OrderCanceled _, OrderEvent.OrderExpired _ -> {
        state = State.ENDED;
        leaves = 0;
      }
      case OrderEvent.OrderNotSent _ -> {
        state = State.NOT_SENT;
        leaves = 0;
      }
      case OrderEvent.OrderInDoubt _ -> state = State.IN_DOUBT;
      case OrderEvent _ -> {}
    }
  }

  private void opened() {
    if (!isEnded()) {
      state = leaves == 0 ? State.ENDED : State.OPEN;
    }
  }

  SubmitOrder order() {
    return order;
  }

  State state() {
    return state;
  }

  boolean isEnded() {
    return state == State.ENDED || state == State.NOT_SENT || state == State.DENIED;
  }

  /** Whether nobody knows yet how it ends, or a change of it. */
  boolean isUnknown() {
    return state == State.INTENDED || state == State.IN_DOUBT || (state == State.OPEN && changing);
  }

  /** By execution id, quantity units. */
  Map<String, Long> fills() {
    return fills;
  }

  long filled() {
    return fills.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Executions that were booked once more. */
  int repeatedExecutions() {
    return repeatedExecutions;
  }
}
