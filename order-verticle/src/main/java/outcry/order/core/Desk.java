package outcry.order.core;

import java.util.Map;
import outcry.model.Instruments;
import outcry.order.core.risk.OrderRates;
import outcry.order.core.risk.References;
import outcry.venue.Capabilities;

/** What every decision of a partition looks at. */
record Desk(
    OrderConfig config,
    Instruments instruments,
    Map<String, Capabilities> venues,
    OrderTable table,
    References references,
    OrderRates rates,
    Tape tape) {

  /**
   * What the venue of an order is asked to do for it; null if there is no session of it. Where
   * others of its list have a say in when it goes, only we watch its price.
   */
  Capabilities venueOf(Order order) {
    var venue = venues.get(order.instrument.venue());
    return table.lists().deciding(order) == null ? venue : VenueTerms.watchedByUs(venue);
  }
}
