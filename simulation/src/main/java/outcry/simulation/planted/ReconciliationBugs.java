package outcry.simulation.planted;

import java.util.List;
import outcry.simulation.planted.Mutation.Detour;
import outcry.simulation.planted.Mutation.Returns;
import outcry.simulation.planted.Mutation.Skips;

/** Bugs in how accounts are held against their venue. */
final class ReconciliationBugs {

  private static final String CORE = "outcry.order.core.";
  private static final String ADJUSTMENTS = CORE + "Adjustments";
  private static final String ACCOUNT = CORE + "reconcile.AccountReconciliation";
  private static final String COMPARISON = CORE + "reconcile.Comparison";

  static final List<PlantedBug> ALL =
      List.of(
          bug(
              "accounts-never-compared",
              "no account is ever held against the venue",
              new Returns(CORE + "owner.Reconciliation", "due", null)),
          bug(
              "listed-fill-not-booked",
              "a fill that only the venue's list tells is not booked",
              new Detour(ADJUSTMENTS, "decide", CORE + "Reports", "report", "unheard")),
          bug(
              "missing-order-believed",
              "an order that the venue does not list stays open here",
              new Detour(ADJUSTMENTS, "decide", CORE + "Doubts", "missing", "undoubted")),
          bug(
              "orders-of-others-not-seen",
              "open orders of others are not looked at",
              new Skips(COMPARISON, "compare", COMPARISON, "theirOrders", null)),
          bug(
              "fills-of-others-not-seen",
              "fills of orders that nobody here knows are not looked at",
              new Returns(COMPARISON, "orphans", null)),
          bug(
              "older-differences-forgotten",
              "what only older executions show is no difference any more once they are not listed",
              new Returns(ACCOUNT, "dependsOnExecutions", false)),
          bug(
              "adopted-order-not-canceled",
              "an order of others that is to go becomes ours, and stays",
              new Skips(ADJUSTMENTS, "adopt", CORE + "Remedy$Adopt", "isCanceled", false)),
          bug(
              "adopted-under-halt",
              "an order of others is adopted while everything is halted, and stays open",
              new Skips(ADJUSTMENTS, "adopt", CORE + "risk.TradingStates", "covering", null)),
          bug(
              "difference-without-halt",
              "an account that differs from its venue takes new risk though the policy says no",
              new Skips(ADJUSTMENTS, "decide", CORE + "Reports", "restrict", null)),
          bug(
              "positions-not-compared",
              "positions are not held against the venue's",
              new Skips(COMPARISON, "compare", COMPARISON, "positions", null)),
          bug(
              "balances-not-compared",
              "money is not held against the venue's",
              new Skips(COMPARISON, "compare", COMPARISON, "balances", null)),
          bug(
              "opposite-adjustment",
              "a position is adjusted by the difference the wrong way round",
              new Detour(
                  CORE + "reconcile.Remedies",
                  "adjusted",
                  "java.lang.Math",
                  "subtractExact",
                  "reversed")));

  private ReconciliationBugs() {}

  private static PlantedBug bug(String name, String text, Mutation... mutations) {
    return new PlantedBug(name, text, List.of(mutations));
  }
}
