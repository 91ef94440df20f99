package outcry.simulation.planted;

import java.util.List;
import outcry.simulation.planted.Mutation.Detour;
import outcry.simulation.planted.Mutation.Returns;
import outcry.simulation.planted.Mutation.Skips;

/** Bugs with orders that end at their time or wait for a price. */
final class ConditionBugs {

  private static final String CORE = "outcry.order.core.";
  private static final String EXPIRIES = CORE + "Expiries";

  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "expiry-forgotten",
              "no order ends because its time is up",
              new Returns(EXPIRIES, "due", null),
              new Returns(EXPIRIES, "nextNanos", Long.MAX_VALUE)),
          bug(
              "expired-at-once",
              "an order that is good till a time ends at once",
              new Skips(EXPIRIES, "expiryNanos", "outcry.model.Instructions", "expireNanos", 1L)),
          bug(
              "day-without-end",
              "an order for the day outlives it",
              new Skips(
                  EXPIRIES,
                  "expiryNanos",
                  "outcry.model.TradingDay",
                  "closeAfter",
                  Long.MAX_VALUE)),
          bug(
              "touched-as-stop",
              "an order that waits for a better price goes at a worse one",
              new Detour(CORE + "Watch", "<init>", CORE + "Watch", "isRising", "risingAsStop")),
          bug(
              "trailing-stop-stays",
              "a trailing stop does not follow the market",
              new Returns(CORE + "TriggerIndex", "pollLed", null)));

  private ConditionBugs() {}

  private static PlantedBug bug(String name, String text, Mutation... mutations) {
    return new PlantedBug(name, text, List.of(mutations));
  }
}
