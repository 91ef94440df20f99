package outcry.simulation.cluster;

import java.util.List;
import outcry.journal.Ownership;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.order.core.Incident;
import outcry.order.core.Orders;
import outcry.order.core.owner.OwnerListener;

/** Hears an owner: rings the doorbell, tells the auditor. */
final class OwnerWatch implements OwnerListener {

  private final Seat seat;
  private final Node node;
  private final NodeWitness witness;

  OwnerWatch(Seat seat, Node node, NodeWitness witness) {
    this.seat = seat;
    this.node = node;
    this.witness = witness;
  }

  @Override
  public void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence) {
    seat.ring(lastSequence);
  }

  @Override
  public void decided(OrderEvent event, Orders orders) {
    // only what is durable counts
  }

  @Override
  public void committed(OrderEvent event) {
    // the database has told the auditor already
  }

  @Override
  public void replied(OrderReply reply) {
    // the client tells
  }

  @Override
  public void incident(Incident incident) {
    if (node.trace().isOn()) {
      node.trace().line(node.name(), "incident " + incident.kind() + ": " + incident.detail());
    }
    if (seat.isCurrent()) { // otherwise it wonders about what its successor did
      witness.incident(incident);
    }
  }

  @Override
  public void defect(RuntimeException defect) {
    if (node.trace().isOn()) {
      node.trace().line(node.name(), "defect: " + defect);
    }
    witness.defect(defect);
  }

  @Override
  public void phase(Phase phase, String why, Throwable cause) {
    if (node.trace().isOn()) {
      node.trace().line(node.name(), "owner is " + phase + (why.isEmpty() ? "" : " (" + why + ")"));
    }
    if (phase == Phase.STOPPED) {
      node.soon(seat::ownerStopped);
    }
  }
}
