package outcry.simulation.cluster;

import outcry.order.core.Incident;
import outcry.order.core.Snapshot;
import outcry.venue.VenueOrder;

/** Sees what the owners do, at the moment they do it. */
public interface NodeWitness {

  /** A submission leaves the house. */
  void submitLeaves(VenueOrder order);

  void incident(Incident incident);

  /** The owner found a bug, or a violated invariant, and stops. */
  void defect(RuntimeException defect);

  /** An owner has nothing under way: its memory must be what its journal says. */
  void quiescent(int partition, long sequence, Snapshot live);
}
