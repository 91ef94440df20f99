package outcry.order.core;

import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.Side;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.order.core.risk.AccountBook;
import outcry.order.core.risk.Exposure;
import outcry.order.core.risk.StrategyBook;
import outcry.order.core.risk.TradingStates;
import outcry.order.core.risk.Verdict;

/** Sets trading states, and takes back the open orders that they no longer allow. */
final class Restrictions {

  /** The cause of cancels and orders that nobody asked for. */
  static final String CAUSE = "risk";

  private final Desk desk;

  Restrictions(Desk desk) {
    this.desk = desk;
  }

  /** A scope may do no more than this from now on; if it may do less already, so be it. */
  void restrict(
      AccountBook account,
      TradingScope scope,
      String key,
      TradingState state,
      Verdict why,
      Decision.Draft draft,
      long nowNanos) {
    if (desk.table().tradingStates().inForce(scope, key).compareTo(state) < 0) {
      draft.events.add(
          new TradingStateChanged(
              account.account(),
              0,
              0,
              scope,
              key,
              state,
              why.code() + ": " + why.detail(),
              nowNanos));
    }
    withdraw(scope, key, state, CAUSE, draft, nowNanos);
  }

  /** Halts a strategy that traded or was refused too often, unless it is halted already. */
  void haltIfTooOften(
      AccountBook account, StrategyBook strategy, Decision.Draft draft, long nowNanos) {
    var why = strategy.tooOften();
    var scope = TradingScope.STRATEGY;
    if (why != null
        && desk.table().tradingStates().inForce(scope, strategy.name()) != TradingState.HALTED) {
      draft.incident(Incident.Kind.STRATEGY_DISABLED, account.account() + ": " + why.detail());
      restrict(account, scope, strategy.name(), TradingState.HALTED, why, draft, nowNanos);
    }
  }

  /** HALTED cancels everything it covers, REDUCING what could make a position larger. */
  void withdraw(
      TradingScope scope,
      String key,
      TradingState state,
      String cause,
      Decision.Draft draft,
      long nowNanos) {
    switch (state) {
      case ACTIVE -> {
        // nothing is in the way
      }
      case HALTED -> {
        for (var order : desk.table().openOrders()) {
          if (isCovered(order, scope, key)) {
            Changes.cancel(order, cause, draft, nowNanos);
          }
        }
      }
      case REDUCING -> {
        var left = new LinkedHashMap<Exposure, long[]>();
        for (var order : desk.table().openOrders()) {
          if (isCovered(order, scope, key) && !order.isHeld() && mayGrow(order, left)) {
            Changes.cancel(order, cause, draft, nowNanos);
          }
        }
      }
    }
  }

  private static boolean isCovered(Order order, TradingScope scope, String key) {
    return TradingStates.covers(scope, key, order.submit) && !order.isCancelPending();
  }

  /**
   * Whether an order could take a position beyond flat, once the older ones of its side are done.
   * Of orders that exclude each other only one will be.
   *
   * @param left what each side may still close
   */
  private boolean mayGrow(Order order, Map<Exposure, long[]> left) {
    var exposure = desk.table().exposure(order.submit.account(), order.submit.symbol());
    var sides =
        left.computeIfAbsent(
            exposure, one -> new long[] {one.closable(Side.BUY), one.closable(Side.SELL)});
    int side = order.submit.side().ordinal();
    var list = desk.table().lists().of(order);
    if (list != null && list.isExclusive(order)) {
      return exposure.closable(order.submit.side()) == 0;
    }
    if (order.worstLeaves() > sides[side]) {
      return true;
    }
    sides[side] -= order.worstLeaves();
    return false;
  }
}
