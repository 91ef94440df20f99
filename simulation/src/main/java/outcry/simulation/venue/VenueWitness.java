package outcry.simulation.venue;

import outcry.venue.VenueOrder;

/** Sees what really happens at the venue, at the moment it happens. */
public interface VenueWitness {

  /** A request of ours, or a copy of it, has arrived. */
  void submitArrived(VenueOrder request);

  void amendArrived(String account, String clientOrderId, long quantity, long price);

  /** There is an order now. */
  void accepted(HeldOrder order);

  void filled(HeldOrder order, long quantity);

  /** Its quantity, price or openness changed. */
  void changed(HeldOrder order);

  /** A fill of it was taken back; quantity units. */
  void busted(HeldOrder order, long quantity);

  /** Somebody moved a position past every order. */
  void transferred(String account, String symbol);
}
