package outcry.order.core.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.VenueAccount;
import outcry.order.core.Orders;
import outcry.order.core.Remedy;
import outcry.venue.Capabilities;

/**
 * The reconciliations of one account with one venue: what to ask for, which differences last, and
 * whether the account is known to be right. Nothing of it is journaled: an owner that starts anew
 * asks anew. Times are nanoseconds since the epoch. One thread.
 */
public final class AccountReconciliation {

  private static final long NEVER = Long.MIN_VALUE;
  private static final int BACKOFFS_MAX = 10;

  /**
   * A finding, and what is done about it.
   *
   * @param isConfirmed whether it has lasted; before that nothing is done
   * @param isNews whether it was not known before
   */
  public record Judged(
      Finding finding, FindingAction action, boolean isConfirmed, boolean isNews) {}

  private final String account;
  private final Capabilities venue;
  private final ReconcileConfig config;
  private final Remedies remedies;
  private final Map<Finding, Long> firstSeen = new LinkedHashMap<>();
  private final Set<Finding> told = new LinkedHashSet<>();
  private final Set<Finding> ignored = new LinkedHashSet<>();
  private List<Judged> last = List.of();
  private long askedNanos = NEVER;
  private long fillsSinceNanos;
  private long asOfNanos;
  private long listedUntilNanos = NEVER;
  private long cleanNanos = NEVER;
  private long nextNanos = NEVER;
  private int unclean;
  private boolean looksBack;
  private boolean goesOn;

  public AccountReconciliation(String account, Capabilities venue, ReconcileConfig config) {
    this.account = account;
    this.venue = venue;
    this.config = config;
    this.remedies = new Remedies(account, venue.venue());
  }

  public String account() {
    return account;
  }

  public String venue() {
    return venue.venue();
  }

  /** One that knows the same and may go its own way, for asking without consequences. */
  public AccountReconciliation rehearsal() {
    var copy = new AccountReconciliation(account, venue, config);
    copy.ignored.addAll(ignored);
    copy.listedUntilNanos = listedUntilNanos;
    copy.looksBack = looksBack;
    copy.goesOn = goesOn;
    return copy;
  }

  /** The venue is asked now. Returns since when executions are wanted. */
  public long ask(Orders orders, long nowNanos) {
    askedNanos = nowNanos;
    if (looksBack) {
      fillsSinceNanos = nowNanos - config.lookback().toNanos();
    } else if (goesOn) {
      fillsSinceNanos = listedUntilNanos;
    } else if (listedUntilNanos != NEVER) {
      fillsSinceNanos = listedUntilNanos - config.overlap().toNanos();
    } else {
      var booked = orders.accounts().recentlyBooked(account, venue.venue());
      long known = booked.isEmpty() ? nowNanos : booked.getLast().venueNanos();
      fillsSinceNanos = known - config.overlap().toNanos();
    }
    return fillsSinceNanos;
  }

  /**
   * The venue has answered.
   *
   * @param theirs the orders it names are in memory, if there are such
   * @param policy what is done about each kind
   * @param answers what people decided, by finding id
   * @return every difference, those of no consequence yet too; follow the confirmed ones' {@link
   *     #remedies}
   */
  public List<Judged> answered(
      Orders orders,
      VenueAccount theirs,
      ReconcilePolicy policy,
      Map<String, FindingAction> answers,
      long nowNanos) {
    var result = Comparison.of(orders, theirs, venue, fillsSinceNanos, askedNanos);
    var found = new LinkedHashSet<>(result.findings());
    boolean isPart = goesOn || !theirs.isComplete();
    Predicate<Finding> isOver =
        finding -> !found.contains(finding) && !(isPart && dependsOnExecutions(finding.kind()));
    firstSeen.keySet().removeIf(isOver);
    told.removeIf(isOver);
    ignored.removeIf(isOver);
    var judged = new ArrayList<Judged>();
    for (var finding : found) {
      long since = firstSeen.computeIfAbsent(finding, _ -> askedNanos);
      boolean isConfirmed = isProven(finding) || askedNanos - since >= confirmationNanos();
      var wanted = answers.getOrDefault(finding.id(), policy.of(finding.kind()));
      var action = isPossible(finding, wanted, orders) ? wanted : FindingAction.ASK;
      if (ignored.contains(finding)) {
        continue;
      }
      boolean isIgnored = isConfirmed && action == FindingAction.IGNORE;
      if (isIgnored) {
        ignored.add(finding);
      }
      boolean isNews = isConfirmed && (told.add(finding) || isIgnored);
      judged.add(new Judged(finding, action, isConfirmed, isNews));
    }
    last = List.copyOf(judged);
    judged.removeIf(one -> ignored.contains(one.finding()));
    settle(judged, result.unsettled(), theirs, nowNanos);
    return last;
  }

  /** What nobody here knows, or knows the price of, cannot become ours. */
  private static boolean isPossible(Finding finding, FindingAction action, Orders orders) {
    if (!finding.kind().actions().contains(action)) {
      return false;
    }
    if (action != FindingAction.ADOPT && action != FindingAction.CANCEL) {
      return true;
    }
    return switch (finding) {
      case Finding.UnknownOrder(var theirs, _) -> isKnown(theirs.symbol(), orders);
      case Finding.UnknownFill(var fills) -> isKnown(fills.getLast().symbol(), orders);
      case Finding.PositionDiffers(var symbol, _, _, var price) ->
          price > 0 && isKnown(symbol, orders);
      case Finding _ -> true;
    };
  }

  private static boolean isKnown(String symbol, Orders orders) {
    return orders.instruments().find(symbol).isPresent();
  }

  /** An execution with its id is a fact, however often it is told. */
  private static boolean isProven(Finding finding) {
    return finding.kind() == FindingKind.MISSING_FILL;
  }

  private void settle(List<Judged> judged, int unsettled, VenueAccount theirs, long nowNanos) {
    asOfNanos = theirs.asOfNanos();
    looksBack =
        looksBack && unsettled > 0
            || judged.stream()
                .map(one -> one.finding().kind())
                .anyMatch(AccountReconciliation::dependsOnExecutions);
    goesOn = !theirs.isComplete() && !theirs.executions().isEmpty();
    if (theirs.isComplete()) {
      listedUntilNanos = theirs.asOfNanos() - venue.snapshots().lagNanos();
    } else if (goesOn) {
      listedUntilNanos = theirs.executions().getLast().report().venueNanos();
      looksBack = false; // on from here
    }
    boolean isClean = judged.isEmpty() && unsettled == 0 && theirs.isComplete();
    if (isClean) {
      cleanNanos = askedNanos;
      unclean = 0;
      nextNanos = askedNanos + config.period().toNanos();
    } else {
      boolean waits = judged.stream().allMatch(one -> one.isConfirmed() && !one.isNews());
      askSoon(nowNanos, waits && unsettled == 0 && theirs.isComplete());
    }
  }

  /**
   * Found only in an answer that lists the executions, or all of them: one that begins after them,
   * or a part of them, does not say that it is over.
   */
  private static boolean dependsOnExecutions(FindingKind kind) {
    return switch (kind) {
      case UNKNOWN_FILL, FILL_DIFFERS, PHANTOM_FILL, POSITION_DIFFERS, BALANCE_DIFFERS -> true;
      case UNKNOWN_ORDER, MISSING_ORDER, GHOST_ORDER, ORDER_DIFFERS, FILLED_DIFFERS, MISSING_FILL ->
          false;
    };
  }

  /** No answer came. */
  public void failed(long nowNanos) {
    askSoon(nowNanos, false);
  }

  /** After growing pauses, up to the period; at once that long if only people can go on. */
  private void askSoon(long nowNanos, boolean waitsForPeople) {
    long pause = confirmationNanos() << Math.min(unclean, BACKOFFS_MAX);
    long longest = config.period().toNanos();
    nextNanos = nowNanos + (waitsForPeople ? longest : Math.min(pause, longest));
    unclean++;
  }

  /** The session is new, or people ask: as if nothing had been asked before. */
  public void askNow() {
    nextNanos = NEVER;
    unclean = 0;
  }

  /** What follows from a confirmed finding, step by step. */
  public List<Remedy> remedies(Judged judged) {
    return remedies.of(judged.finding(), judged.action(), asOfNanos);
  }

  /** What differed when last asked, except what people said to ignore. */
  public List<Judged> differences() {
    return last;
  }

  public boolean isWaitingForConfirmation() {
    return last.stream().anyMatch(one -> !one.isConfirmed());
  }

  /** How long a difference must last to be one. */
  public long confirmationNanos() {
    return config.confirmation().toNanos() + venue.snapshots().lagNanos();
  }

  /** When it is to be asked next; in the past if at once. */
  public long nextNanos() {
    return nextNanos;
  }

  /** When it was last asked and nothing differed; {@link Long#MIN_VALUE} for never. */
  public long cleanNanos() {
    return cleanNanos;
  }

  /** Whether the account may take new risk: not for long without a clean comparison. */
  public boolean isCurrent(long nowNanos) {
    return cleanNanos != NEVER && nowNanos - cleanNanos <= config.currentFor().toNanos();
  }
}
