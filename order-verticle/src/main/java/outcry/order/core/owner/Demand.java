package outcry.order.core.owner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileReport.AccountReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReconcileRequest.Mode;
import outcry.order.core.reconcile.AccountReconciliation;
import outcry.order.core.reconcile.FindingText;
import outcry.order.core.reconcile.ReconcilePolicy;

/** What people want to know of a partition's accounts, or done about them. */
final class Demand {

  /** Questions for one account: differences must last to be confirmed. */
  private static final int ROUNDS_MAX = 3;

  private final Owner owner;
  private final OwnerClock clock;
  private final Reconciliation reconciliation;
  private final ReconcileRequest request;
  private final BiConsumer<ReconcileReport, Throwable> answer;
  private final Map<FindingKind, FindingAction> policies = new LinkedHashMap<>();
  private final Map<String, FindingAction> answers = new LinkedHashMap<>();
  private AccountReport[] reports = {};
  private int missing;

  Demand(
      Owner owner,
      OwnerClock clock,
      Reconciliation reconciliation,
      ReconcileRequest request,
      BiConsumer<ReconcileReport, Throwable> answer) {
    this.owner = owner;
    this.clock = clock;
    this.reconciliation = reconciliation;
    this.request = request;
    this.answer = answer;
    request.policies().forEach(rule -> policies.put(rule.kind(), rule.action()));
    request.answers().forEach(one -> answers.put(one.finding(), one.action()));
  }

  /**
   * @throws IllegalArgumentException if a kind of finding cannot be dealt with as asked
   */
  void start() {
    policies.forEach(ReconcilePolicy::requirePossible);
    var accounts =
        reconciliation.accounts().stream()
            .filter(one -> request.account().isEmpty() || one.account().equals(request.account()))
            .toList();
    reports = new AccountReport[accounts.size()];
    missing = accounts.size();
    for (int i = 0; i < accounts.size(); i++) {
      var account = accounts.get(i);
      switch (request.mode()) {
        case SHOW -> report(i, account, account, null);
        case DRY_RUN -> ask(i, account, account.rehearsal(), ROUNDS_MAX);
        case RUN -> ask(i, account, account, ROUNDS_MAX);
      }
    }
    if (accounts.isEmpty()) {
      reply();
    }
  }

  private void reply() {
    answer.accept(new ReconcileReport(owner.partition(), owner.sequence(), List.of(reports)), null);
  }

  private void ask(
      int index, AccountReconciliation account, AccountReconciliation asked, int rounds) {
    var policy = reconciliation.config().policy(account.account()).with(policies);
    reconciliation.demand(
        new Reconciliation.Round(
            asked,
            policy,
            answers,
            request.mode() == Mode.RUN,
            failure -> {
              if (failure == null && rounds > 1 && asked.isWaitingForConfirmation()) {
                clock.after(
                    asked.confirmationNanos(),
                    "reconcile " + account.account(),
                    () -> ask(index, account, asked, rounds - 1));
              } else {
                report(index, account, asked, failure);
              }
            }));
  }

  private void report(
      int index, AccountReconciliation account, AccountReconciliation asked, Throwable failure) {
    long clean = account.cleanNanos();
    reports[index] =
        new AccountReport(
            account.account(),
            account.venue(),
            account.isCurrent(clock.nowNanos()),
            Math.max(0, clean),
            failure == null ? "" : String.valueOf(failure.getMessage()),
            asked.differences().stream()
                .map(one -> FindingText.of(one, owner.orders().instruments()))
                .toList());
    if (--missing == 0) {
      reply();
    }
  }
}
