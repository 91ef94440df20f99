package outcry.order.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.RefusalCode;

/**
 * What follows from an input: first the events are applied and journaled; once they are durable the
 * reply is given and the effects are carried out.
 *
 * @param reply null where nobody asked
 */
public record Decision(
    List<OrderEvent> events, List<Effect> effects, OrderReply reply, List<Incident> incidents) {

  /** Nothing follows. */
  public static final Decision NONE = new Decision(List.of(), List.of(), null, List.of());

  public Decision {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
    incidents = List.copyOf(incidents);
  }

  /** Whether the state stays as it is, and nobody is asked or told anything. */
  public boolean isNothing() {
    return events.isEmpty() && effects.isEmpty() && reply == null && incidents.isEmpty();
  }

  static Decision refused(RefusalCode code, String detail) {
    return answer(new OrderReply.Refused(code, detail));
  }

  static Decision answer(OrderReply reply) {
    return new Decision(List.of(), List.of(), reply, List.of());
  }

  static Decision event(OrderEvent event) {
    return new Decision(List.of(event), List.of(), null, List.of());
  }

  static Decision incident(Incident.Kind kind, String detail) {
    return new Decision(List.of(), List.of(), null, List.of(new Incident(kind, detail)));
  }

  /** Collects what follows from one input. */
  static final class Draft {
    final List<OrderEvent> events = new ArrayList<>(2);
    final List<Effect> effects = new ArrayList<>(2);
    final List<Incident> incidents = new ArrayList<>(0);
    private int newOrders;

    /** An id for a new order; the next one for the next. */
    long newOrderId(OrderTable table) {
      return table.nextOrderId() + newOrders++;
    }

    boolean isEmpty() {
      return events.isEmpty() && effects.isEmpty() && incidents.isEmpty();
    }

    void incident(Incident.Kind kind, String detail) {
      incidents.add(new Incident(kind, detail));
    }

    Decision reply(OrderReply reply) {
      return new Decision(events, effects, reply, incidents);
    }
  }
}
