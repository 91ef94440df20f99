package outcry.launcher.config;

import java.util.LinkedHashMap;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Rate;
import outcry.order.core.risk.ScopeLimits;

/** Reads the limits of house, accounts and strategies, which have the same fields. */
final class ScopeSections {

  private static final int COUNT_MAX = 1_000_000;

  private final Instruments instruments;

  ScopeSections(Instruments instruments) {
    this.instruments = instruments;
  }

  /** Limits of which there are none where nothing is said. */
  ScopeLimits limits(Section section) {
    var limits = limits(section, ScopeLimits.NONE);
    section.end();
    return limits;
  }

  /** The caller may ask for more fields, and ends the section. */
  ScopeLimits limits(Section section, ScopeLimits absent) {
    long value = section.decimal("orderValue", Money.SCALE, 1, absent.orderValueMax());
    int open = section.integer("openOrders", 1, COUNT_MAX, absent.openOrdersMax());
    long gross = section.decimal("grossExposure", Money.SCALE, 1, absent.grossExposureMax());
    long net = section.decimal("netExposure", Money.SCALE, 1, absent.netExposureMax());
    var orders = section.has("orders") ? rate(section.section("orders")) : absent.orders();
    var messages = section.has("messages") ? rate(section.section("messages")) : absent.messages();
    var bySymbol = new LinkedHashMap<String, InstrumentLimits>();
    section
        .sections("instruments")
        .forEach(
            (symbol, own) -> {
              var instrument =
                  instruments
                      .find(symbol)
                      .orElseThrow(() -> own.problem("", "UNKNOWN_SYMBOL", symbol));
              int scale = instrument.quantityScale();
              long size = own.decimal("orderQuantity", scale, 1, instrument.maxQuantity());
              long position = own.decimal("position", scale, 1, Long.MAX_VALUE);
              own.end();
              bySymbol.put(symbol, new InstrumentLimits(size, position));
            });
    return new ScopeLimits(value, open, gross, net, orders, messages, bySymbol);
  }

  private static Rate rate(Section section) {
    int perSecond = section.require("perSecond").integer("perSecond", 1, COUNT_MAX, 0);
    int burst = section.integer("burst", 1, COUNT_MAX, perSecond);
    section.end();
    return section.made(() -> new Rate(perSecond, burst));
  }
}
