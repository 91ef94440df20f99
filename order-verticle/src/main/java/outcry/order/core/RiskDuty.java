package outcry.order.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import outcry.model.MarketEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AccountEvent;
import outcry.model.OrderEvent.LimitsChanged;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.OrderEvent.RuleBreached;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.AccountBook;
import outcry.order.core.risk.LossWatch;
import outcry.order.core.risk.RulePack;

/**
 * What risk owes between orders: a record of the limits in force, a halt of a strategy that trades
 * or fails too often, a look at every account's profit, what follows from too large a loss, and a
 * flat account at the time when it has to be.
 */
final class RiskDuty implements Duty {

  private final Desk desk;
  private final LossWatch watch;
  private final Restrictions restrictions;
  private final Flattening flattening;
  private final Set<String> toLookAt = new LinkedHashSet<>();
  private long nextNanos = NEVER;

  RiskDuty(Desk desk) {
    this.desk = desk;
    watch = new LossWatch(desk.references(), desk.config().rules());
    restrictions = new Restrictions(desk);
    flattening = new Flattening(desk);
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    switch (event) {
      case OrderIntended _, OrderDenied _, OrderRejected _, PositionEvent _, AccountEvent _ ->
          toLookAt.add(event.account());
      case OrderEvent _ -> {
        // earns, loses and counts nothing
      }
    }
  }

  @Override
  public void touched(Order order) {
    // what an order may do is no matter here
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false; // profit is looked at by the clock, at a bounded rate
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    if (nowNanos >= nextNanos) {
      desk.table().books().accounts().forEach(account -> toLookAt.add(account.account()));
    } else if (toLookAt.isEmpty()) {
      return;
    }
    for (var name : new ArrayList<>(toLookAt)) {
      look(desk.table().books().account(name), draft, nowNanos);
      if (!draft.isEmpty()) {
        return; // once that is applied, the same account is looked at again
      }
      toLookAt.remove(name);
    }
    nextNanos = NEVER;
    for (var account : desk.table().books().accounts()) {
      nextNanos = Math.min(nextNanos, watch.nextNanos(account));
    }
  }

  @Override
  public long nextNanos() {
    return nextNanos;
  }

  private void look(AccountBook account, Decision.Draft draft, long nowNanos) {
    var limits = account.limits();
    if (limits == null) {
      return; // configured no longer: nothing may be opened, nothing is watched
    }
    var text = desk.config().rules().text();
    if (!text.isEmpty() && account.recordedLimits() != limits.version()) {
      draft.events.add(new LimitsChanged(account.account(), limits.version(), text, nowNanos));
      return;
    }
    for (var strategy : account.strategies()) {
      restrictions.haltIfTooOften(account, strategy, draft, nowNanos);
      if (!draft.isEmpty()) {
        return;
      }
    }
    boolean looked = watch.look(account, nowNanos);
    losses(account, draft, nowNanos);
    if (draft.isEmpty() && looked && !account.isFlat() && mustBeFlat(account, nowNanos)) {
      flattening.flatten(account, Restrictions.CAUSE, draft, nowNanos);
    }
  }

  private void losses(AccountBook account, Decision.Draft draft, long nowNanos) {
    for (var mark : LossWatch.marks(account, nowNanos)) {
      draft.events.add(mark);
    }
    var breach = draft.isEmpty() ? LossWatch.breach(account) : null;
    if (breach == null) {
      return;
    }
    draft.incident(Incident.Kind.RULE_BREACHED, account.account() + ": " + breach.detail());
    draft.events.add(new RuleBreached(account.account(), breach.code(), breach.detail(), nowNanos));
    var state =
        account.limits().pack().onBreach() == RulePack.OnBreach.HALT
            ? TradingState.HALTED
            : TradingState.REDUCING;
    restrictions.restrict(
        account, TradingScope.ACCOUNT, account.account(), state, breach, draft, nowNanos);
  }

  private boolean mustBeFlat(AccountBook account, long nowNanos) {
    boolean flattens =
        account.breached() != null
            && account.limits().pack().onBreach() == RulePack.OnBreach.FLATTEN;
    return flattens || account.isPastFlatTime(nowNanos);
  }
}
