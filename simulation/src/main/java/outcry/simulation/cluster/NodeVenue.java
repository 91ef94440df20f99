package outcry.simulation.cluster;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.order.core.owner.OwnerVenue;
import outcry.simulation.fault.FaultPoint;
import outcry.simulation.venue.VenueLine;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;

/**
 * An owner's venue: its line, with the fault points before and after. Nothing leaves once the lease
 * may be over.
 */
final class NodeVenue implements OwnerVenue {

  private final Node node;
  private final VenueLine line;
  private final BooleanSupplier mayAct;
  private final NodeWitness witness;
  private final Lane requests;

  NodeVenue(Node node, VenueLine line, BooleanSupplier mayAct, NodeWitness witness) {
    this.node = node;
    this.line = line;
    this.mayAct = mayAct;
    this.witness = witness;
    this.requests = new Lane(node);
  }

  @Override
  public Capabilities capabilities() {
    return line.capabilities();
  }

  @Override
  public void submit(VenueOrder order, Consumer<Throwable> outcome) {
    send(
        FaultPoint.S4,
        FaultPoint.S6,
        outcome,
        () -> {
          witness.submitLeaves(order);
          line.submit(order, outcome);
        });
  }

  @Override
  public void cancel(String account, String clientOrderId, Consumer<Throwable> outcome) {
    send(
        FaultPoint.S10,
        FaultPoint.S11,
        outcome,
        () -> line.cancel(account, clientOrderId, outcome));
  }

  @Override
  public void amend(
      String account,
      String clientOrderId,
      long quantity,
      long price,
      Consumer<Throwable> outcome) {
    send(
        FaultPoint.S4,
        FaultPoint.S6,
        outcome,
        () -> line.amend(account, clientOrderId, quantity, price, outcome));
  }

  private void send(
      FaultPoint before, FaultPoint after, Consumer<Throwable> outcome, Runnable request) {
    requests.add(
        () ->
            node.through(
                before,
                () -> {
                  if (!mayAct.getAsBoolean()) {
                    outcome.accept(new NotConnectedException("the lease may be over"));
                    return;
                  }
                  node.through(FaultPoint.S5, request);
                  node.soon(() -> node.through(after, () -> {}));
                }));
  }

  @Override
  public void query(
      String account, String clientOrderId, BiConsumer<List<ExecutionReport>, Throwable> outcome) {
    requests.add(() -> line.query(account, clientOrderId, outcome));
  }

  @Override
  public void snapshot(
      String account, long fillsSinceNanos, BiConsumer<VenueAccount, Throwable> outcome) {
    requests.add(() -> line.snapshot(account, fillsSinceNanos, outcome));
  }
}
