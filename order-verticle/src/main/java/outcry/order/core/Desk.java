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
    Tape tape) {}
