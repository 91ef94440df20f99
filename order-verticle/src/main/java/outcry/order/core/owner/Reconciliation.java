package outcry.order.core.owner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import outcry.model.FindingAction;
import outcry.model.VenueAccount;
import outcry.order.core.Incident;
import outcry.order.core.reconcile.AccountReconciliation;
import outcry.order.core.reconcile.AccountReconciliation.Judged;
import outcry.order.core.reconcile.FindingText;
import outcry.order.core.reconcile.ReconcileConfig;
import outcry.order.core.reconcile.ReconcilePolicy;

/**
 * Holds the accounts of a partition against their venues: before it takes orders, after a session
 * has come back, and from then on. One question at a time; what people ask for comes first.
 */
final class Reconciliation {

  private static final int DEMANDS_MAX = 100;
  private static final long AGAIN_NANOS = 100_000_000;

  /**
   * One question and what is done with its answer.
   *
   * @param acts whether anything may change
   * @param done gets null, or why there was no answer
   */
  record Round(
      AccountReconciliation account,
      ReconcilePolicy policy,
      Map<String, FindingAction> answers,
      boolean acts,
      Consumer<Throwable> done) {}

  private final Owner owner;
  private final ReconcileConfig config;
  private final OwnerClock clock;
  private final OwnerListener listener;
  private final Map<String, VenueSession> sessions;
  private final List<AccountReconciliation> accounts = new ArrayList<>();
  private final Set<AccountReconciliation> unanswered = new LinkedHashSet<>();
  private final Set<AccountReconciliation> alarmed = new LinkedHashSet<>();
  private final Deque<Round> demands = new ArrayDeque<>();
  private OwnerClock.Timer timer;
  private boolean hasBegun;
  private boolean isAsking;

  Reconciliation(
      Owner owner,
      ReconcileConfig config,
      OwnerClock clock,
      OwnerListener listener,
      Map<String, VenueSession> sessions) {
    this.owner = owner;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
    this.sessions = sessions;
  }

  /** These belong to the partition; a venue that tells nothing of an account is left out. */
  void of(Collection<String> ours) {
    for (var account : ours) {
      sessions.forEach(
          (_, session) -> {
            if (session.capabilities().snapshots().isAvailable()) {
              accounts.add(new AccountReconciliation(account, session.capabilities(), config));
            }
          });
    }
    unanswered.addAll(accounts);
  }

  /** The venues have told about the open orders: now for the rest. Idempotent. */
  void begin() {
    if (!hasBegun) {
      hasBegun = true;
      look();
    }
  }

  /** Whether every venue has answered, or failed to, once. */
  boolean isFirstRoundOver() {
    return unanswered.isEmpty();
  }

  /** Whether an account may take new risk. */
  boolean isCurrent(String account) {
    long now = clock.nowNanos();
    for (var one : accounts) {
      if (one.account().equals(account) && !one.isCurrent(now)) {
        return false;
      }
    }
    return true;
  }

  List<AccountReconciliation> accounts() {
    return accounts;
  }

  ReconcileConfig config() {
    return config;
  }

  /** A session has come back: much may have happened meanwhile. */
  void reconnected(String venue) {
    accounts.stream().filter(one -> one.venue().equals(venue)).forEach(one -> one.askNow());
    look();
  }

  /** Asks as soon as no other question is on its way. */
  void demand(Round round) {
    if (owner.isStopped()) {
      round.done.accept(stopped());
      return;
    }
    if (demands.size() >= DEMANDS_MAX) {
      round.done.accept(new IllegalStateException("too many reconciliations wait"));
      return;
    }
    demands.add(round);
    look();
  }

  /** Asks what is due, and looks again when the next is. */
  private void look() {
    if (!hasBegun || owner.isStopped()) {
      return;
    }
    if (!isAsking && owner.isSteady()) {
      var next = demands.isEmpty() ? due() : demands.poll();
      if (next != null) {
        ask(next);
      }
    }
    alarm();
    arm();
  }

  private Round due() {
    long now = clock.nowNanos();
    for (var one : accounts) {
      if (one.nextNanos() <= now) {
        return new Round(one, config.policy(one.account()), Map.of(), true, _ -> {});
      }
    }
    return null;
  }

  private void arm() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (accounts.isEmpty()) {
      return;
    }
    timer =
        clock.after(
            pauseNanos(),
            "reconcile " + owner.partition(),
            () -> {
              timer = null;
              look();
            });
  }

  /** What is due and was not asked has to wait until the owner is steady again. */
  private long pauseNanos() {
    long now = clock.nowNanos();
    long pause = config.period().toNanos();
    if (isAsking) {
      return pause; // the answer makes us look again
    }
    for (var one : accounts) {
      long due = one.nextNanos(); // may be the least of all numbers
      pause = Math.min(pause, due <= now ? AGAIN_NANOS : Math.max(1, due - now));
    }
    return demands.isEmpty() ? pause : Math.min(pause, AGAIN_NANOS);
  }

  private void ask(Round round) {
    isAsking = true;
    var account = round.account;
    long since = account.ask(owner.orders(), clock.nowNanos());
    sessions
        .get(account.venue())
        .snapshot(
            account.account(),
            since,
            (theirs, failure) ->
                owner.later(
                    () -> {
                      if (owner.isStopped()) {
                        round.done.accept(stopped());
                      } else if (failure == null) {
                        new Recall(
                                owner,
                                account.venue(),
                                theirs,
                                judged -> compare(round, judged),
                                lookUp -> failed(round, lookUp))
                            .start();
                      } else {
                        failed(round, failure);
                      }
                    }));
  }

  private void failed(Round round, Throwable failure) {
    round.account.failed(clock.nowNanos());
    over(round, failure);
  }

  private void compare(Round round, VenueAccount theirs) {
    var judged =
        round.account.answered(
            owner.orders(), theirs, round.policy, round.answers, clock.nowNanos());
    if (round.acts) {
      judged.forEach(one -> act(round.account, one));
    }
    over(round, null);
  }

  private void act(AccountReconciliation account, Judged judged) {
    if (judged.isNews()) {
      listener.finding(judged.finding().kind(), judged.action());
      var text = FindingText.of(judged, owner.orders().instruments());
      listener.incident(
          new Incident(
              Incident.Kind.DIFFERENCE,
              "%s at %s, %s: ours %s, theirs %s: %s"
                  .formatted(
                      account.account(),
                      account.venue(),
                      text.id(),
                      text.ours(),
                      text.theirs(),
                      text.action())));
    }
    if (judged.isConfirmed()) {
      for (var remedy : account.remedies(judged)) {
        owner.decideReport(
            () -> owner.orders().decide(remedy, clock.nowNanos()),
            account::askNow); // what the journal refused with what was before it is found again
      }
    }
  }

  private void over(Round round, Throwable failure) {
    isAsking = false;
    unanswered.remove(round.account);
    round.done.accept(failure);
    if (!owner.isStopped()) {
      owner.recovery().openIfClear();
      look();
    }
  }

  /** Told once, when an account has not been right for too long. */
  private void alarm() {
    long now = clock.nowNanos();
    for (var one : accounts) {
      if (one.isCurrent(now) || unanswered.contains(one)) {
        alarmed.remove(one);
      } else if (alarmed.add(one)) {
        listener.incident(
            new Incident(
                Incident.Kind.UNRECONCILED,
                "%s takes no new risk: not reconciled with %s, %d differences"
                    .formatted(one.account(), one.venue(), one.differences().size())));
      }
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    while (!demands.isEmpty()) {
      demands.poll().done.accept(stopped());
    }
  }

  private static IllegalStateException stopped() {
    return new IllegalStateException("the owner has stopped");
  }
}
