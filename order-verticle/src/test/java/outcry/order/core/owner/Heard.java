package outcry.order.core.owner;

import java.util.ArrayList;
import java.util.List;
import outcry.journal.Ownership;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.order.core.Incident;
import outcry.order.core.Orders;

/** Hears what an owner tells; a defect or a failure fails the test. */
final class Heard implements OwnerListener {

  final List<Incident.Kind> incidents = new ArrayList<>();

  @Override
  public void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence) {}

  @Override
  public void decided(OrderEvent event, Orders orders) {}

  @Override
  public void committed(OrderEvent event) {}

  @Override
  public void replied(OrderReply reply) {}

  @Override
  public void incident(Incident incident) {
    incidents.add(incident.kind());
  }

  @Override
  public void defect(RuntimeException defect) {
    throw new AssertionError(defect);
  }

  @Override
  public void phase(Phase phase, String why, Throwable cause) {
    if (cause != null) {
      throw new AssertionError(why, cause);
    }
  }
}
