package outcry.simulation.planted;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import outcry.simulation.planted.Mutation.Detour;
import outcry.simulation.planted.Mutation.Returns;
import outcry.simulation.planted.Mutation.Skips;

/** Every bug that the simulator must find. */
public final class PlantedBugs {

  private static final String CORE = "outcry.order.core.";
  private static final String SIMULATION = "outcry.simulation.";
  private static final String TABLES = SIMULATION + "database.Tables";
  private static final String LINE = SIMULATION + "venue.VenueLine";
  private static final String CAPABILITIES = "outcry.venue.Capabilities";

  private static final List<PlantedBug> OF_ORDERS =
      List.of(
          bug(
              "no-epoch-check",
              "the journal takes what a former owner writes",
              new Returns(TABLES, "isFenced", false)),
          bug(
              "deadline-from-sending",
              "an order's deadline counts from its sending, not from its intent",
              new Detour(
                  CORE + "VenueTerms",
                  "venueOrder",
                  CORE + "Order",
                  "deadlineNanos",
                  "deadlineFromSending")),
          bug(
              "resend-under-new-id",
              "a client repeats an unanswered order under a new id",
              new Detour(
                  SIMULATION + "client.Conversation",
                  "send",
                  SIMULATION + "client.Conversation",
                  "repeated",
                  "renamed")),
          bug(
              "give-up-after-not-founds",
              "an order is declared dead after three answers of \"not found\"",
              new Detour(
                  CORE + "Doubts",
                  "found",
                  CAPABILITIES,
                  "processingBoundNanos",
                  "boundUnlessAskedThrice")),
          bug(
              "trust-duplicate-and-expired",
              "the venue's \"duplicate\" and \"too late\" count as refusals of the order",
              new Returns(LINE, "isDefinitive", true)),
          bug(
              "no-fill-deduplication",
              "a fill that is reported again is booked again",
              new Skips(CORE + "Reports", "filled", CORE + "OrderTable", "execution", null)),
          bug(
              "http-retry",
              "the venue adapter repeats a request that got no answer",
              new Returns(LINE, "attempts", 3)),
          bug(
              "no-compare-and-set",
              "the journal takes a version without the one before it",
              new Returns(TABLES, "hasPredecessor", true)),
          bug(
              "acknowledge-before-commit",
              "the journal's answer does not wait for the commit",
              new Detour(
                  SIMULATION + "cluster.NodeJournal",
                  "append",
                  SIMULATION + "database.Connection",
                  "ask",
                  "answerFirst")),
          bug(
              "send-before-journal",
              "the venue is asked and the client answered before the commit",
              new Detour(
                  CORE + "owner.Carrier",
                  "carryOut",
                  CORE + "owner.OwnerLog",
                  "append",
                  "actFirst")),
          bug(
              "no-lease-no-fence",
              "a lease may be taken while it lasts, and the journal takes what anybody writes",
              new Returns("outcry.model.cluster.LeaseRow", "isFreeFor", true),
              new Returns(TABLES, "isFenced", false)),
          bug(
              "not-found-lag-ignored",
              "\"not found\" is believed as soon as the deadline has passed",
              new Skips(CORE + "Doubts", "found", CAPABILITIES, "notFoundLagNanos", 0L)),
          bug(
              "processing-bound-ignored",
              "an order that the venue is still working on counts as not there",
              new Skips(CORE + "Doubts", "found", CAPABILITIES, "processingBoundNanos", 0L)),
          bug(
              "no-recovery",
              "a new owner does not ask about open orders",
              new Detour(
                  CORE + "owner.Recovery",
                  "started",
                  CORE + "Orders",
                  "decideRecovery",
                  "noRecovery")),
          bug(
              "amend-ignored",
              "the venue's answer to an amend is not journaled",
              new Skips(CORE + "Reports", "report", CORE + "Reports", "amended", null)),
          bug(
              "stale-amend-believed",
              "an amend that is told late takes the order back",
              new Skips(CORE + "Reports", "amended", CORE + "Order", "amendedVenueNanos", 0L)),
          bug(
              "pending-amend-not-counted",
              "an amend counts in the limits only once the venue has answered",
              new Detour(CORE + "Order", "worstQuantity", "java.lang.Math", "max", "first")),
          bug(
              "cancel-not-repeated",
              "a cancel that got lost is not sent again",
              new Returns(CORE + "Reports", "askAgain", null)),
          bug(
              "overtaking-cancel-believed",
              "a cancel that overtook its order counts as refused",
              new Skips(CORE + "Reports", "cancelRejected", CORE + "Order", "isAcknowledged", true),
              new Skips(
                  CORE + "Reports",
                  "cancelRejected",
                  CORE + "risk.TradingStates",
                  "covering",
                  null)),
          bug(
              "halt-leaves-orders",
              "the kill switch stops new orders and leaves the open ones",
              new Skips(
                  CORE + "Restrictions",
                  "isCovered",
                  CORE + "risk.TradingStates",
                  "covers",
                  false)),
          bug(
              "halt-not-in-fence",
              "the kill switch is looked at in memory only",
              new Returns(TABLES, "haltCovering", null)),
          bug(
              "old-release-believed",
              "a late copy of a release undoes a halt",
              new Returns(CORE + "Changes", "isSuperseded", false)),
          bug(
              "doubt-not-counted",
              "an order in doubt counts in no limit",
              new Detour(
                  CORE + "Order", "worstLeaves", CORE + "Order", "isOpen", "isOpenAndCertain")),
          bug(
              "late-fill-dropped",
              "a fill of an order that has ended is not booked",
              new Detour(CORE + "Reports", "report", CORE + "Reports", "filled", "onlyWhileOpen")),
          bug(
              "end-before-fills-forgotten",
              "an end that comes while a fill is missing is never asked for again",
              new Skips(CORE + "Reports", "mayEnd", CORE + "OrderTable", "endTold", null)),
          bug(
              "position-limit-unchecked",
              "no position limit",
              new Returns(CORE + "risk.ExposureChecks", "position", null)),
          bug(
              "open-orders-uncounted",
              "no limit of open orders",
              new Skips(
                  CORE + "risk.ExposureChecks",
                  "openOrders",
                  CORE + "risk.AccountBook",
                  "openOrders",
                  0)),
          bug(
              "rate-full-after-takeover",
              "a new owner begins with a full order rate",
              new Returns(CORE + "Orders", "startRatesEmpty", null)),
          bug(
              "other-content-same-id",
              "an id that is used again for another order gets the first one's answer",
              new Returns("outcry.model.OrderCommand$SubmitOrder", "sameContent", true)),
          bug(
              "projection-without-offset-check",
              "positions are stored without looking at the reader's offset",
              new Returns(SIMULATION + "database.ProjectionTables", "isAt", true)),
          bug(
              "doorbell-trusted",
              "the reader of positions waits for doorbells and never looks by itself",
              new Skips(
                  SIMULATION + "cluster.PositionReader",
                  "poll",
                  SIMULATION + "cluster.PositionReader",
                  "step",
                  null)),
          bug(
              "children-for-what-was-ordered",
              "children go for what was ordered, not for what has filled",
              new Detour(
                  CORE + "Releases", "release", CORE + "Releases", "within", "asMuchAsOrdered")),
          bug(
              "siblings-not-resized",
              "what fills of one order of a list is not taken off the others",
              new Skips(CORE + "ListDuty", "pursue", CORE + "ListDuty", "resize", null)),
          bug(
              "siblings-not-canceled",
              "what has nothing left to protect is not canceled",
              new Skips(CORE + "ListDuty", "pursue", CORE + "ListDuty", "cancel", null)),
          bug(
              "duties-forgotten-after-replay",
              "what was owed before a crash is not owed after it",
              new Detour(
                  CORE + "owner.OwnerHistory",
                  "applyPage",
                  CORE + "Orders",
                  "apply",
                  "applyWithoutDuties")),
          bug(
              "uncovered-not-closed",
              "what no exit of a bracket covers any more is not closed",
              new Returns(CORE + "contingent.BracketRules", "close", 0L)),
          bug(
              "algorithm-forgets-open-children",
              "what is open of an algorithm's orders does not count",
              new Skips(CORE + "Work", "committed", CORE + "Order", "worstLeaves", 0L)),
          bug(
              "ended-algorithm-leaves-orders",
              "what is open of an algorithm stays open when it ends",
              new Skips(CORE + "Algorithms", "end", CORE + "Order", "isCancelPending", true),
              new Returns(CORE + "Algorithms", "cancelStray", Long.MAX_VALUE)),
          bug(
              "bust-ignored",
              "a fill that the venue takes back stays",
              new Skips(CORE + "Reports", "report", CORE + "Reports", "busted", null)),
          bug(
              "early-bust-forgotten",
              "a fill is booked for good though it was taken back before it came",
              new Returns(CORE + "OrderTable", "bustOf", null)),
          bug(
              "short-end-believed",
              "an order ends although the venue tells of a fill that is not here",
              new Skips(CORE + "Reports", "report", CORE + "Reports", "overtaken", null)),
          bug(
              "met-price-not-seen",
              "an order that we hold does not see that the market comes to its price",
              new Returns(CORE + "TriggerIndex", "pollMet", null)));

  private static final List<PlantedBug> ALL =
      Stream.of(OF_ORDERS, ReconciliationBugs.ALL, ConditionBugs.ALL)
          .flatMap(List::stream)
          .toList();

  private PlantedBugs() {}

  private static PlantedBug bug(String name, String text, Mutation... mutations) {
    return new PlantedBug(name, text, List.of(mutations));
  }

  public static List<PlantedBug> all() {
    return ALL;
  }

  public static Optional<PlantedBug> named(String name) {
    return ALL.stream().filter(bug -> bug.name().equals(name)).findFirst();
  }
}
