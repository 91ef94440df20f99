package outcry.order.core.owner;

import java.util.ArrayList;
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

/** What people want to know of a partition's accounts, or done about them; account by account. */
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
  private final List<AccountReport> reports = new ArrayList<>();
  private List<AccountReconciliation> accounts = List.of();

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
    accounts =
        reconciliation.accounts().stream()
            .filter(one -> request.account().isEmpty() || one.account().equals(request.account()))
            .toList();
    next();
  }

  private void next() {
    if (reports.size() == accounts.size()) {
      answer.accept(
          new ReconcileReport(owner.partition(), owner.sequence(), List.copyOf(reports)), null);
      return;
    }
    var account = accounts.get(reports.size());
    switch (request.mode()) {
      case SHOW -> report(account, account, null);
      case DRY_RUN -> ask(account, account.rehearsal(), ROUNDS_MAX);
      case RUN -> ask(account, account, ROUNDS_MAX);
    }
  }

  private void ask(AccountReconciliation account, AccountReconciliation asked, int rounds) {
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
                    () -> ask(account, asked, rounds - 1));
              } else {
                report(account, asked, failure);
              }
            }));
  }

  private void report(
      AccountReconciliation account, AccountReconciliation asked, Throwable failure) {
    long clean = account.cleanNanos();
    reports.add(
        new AccountReport(
            account.account(),
            account.venue(),
            account.isCurrent(clock.nowNanos()),
            Math.max(0, clean),
            failure == null ? "" : String.valueOf(failure.getMessage()),
            asked.differences().stream()
                .map(one -> FindingText.of(one, owner.orders().instruments()))
                .toList()));
    next();
  }
}
