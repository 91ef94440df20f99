package outcry.order.core.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import outcry.model.query.AccountRisk;
import outcry.model.query.AccountRisk.Line;
import outcry.model.query.AccountRisk.Unit;

/** The limits of an account as people read them. What is 0 is no limit and has no line. */
public final class RiskLines {

  private static final int EACH_ORDER = -1;

  private final AccountBook account;
  private final ExposureSum sum;
  private final List<Line> lines = new ArrayList<>();

  private RiskLines(AccountBook account, References references) {
    this.account = account;
    this.sum = new ExposureSum(references);
  }

  public static AccountRisk of(AccountBook account, References references) {
    var limits = account.limits();
    var breached = account.breached() == null ? "" : account.breached().name();
    if (limits == null) {
      return new AccountRisk(account.account(), 0, "", breached, List.of());
    }
    var risk = new RiskLines(account, references);
    risk.counts(limits);
    risk.exposures(limits.scope());
    risk.positions(limits);
    risk.losses(limits.pack());
    return new AccountRisk(
        account.account(), limits.version(), limits.pack().name(), breached, risk.lines);
  }

  private void counts(Limits limits) {
    add("openOrdersMax", "", Unit.COUNT, limits.openOrdersMax(), account.openOrders());
    add("orderValueMax", "", Unit.MONEY, limits.orderValueMax(), EACH_ORDER);
    add("ordersPerSecond", "", Unit.COUNT, limits.ordersPerSecond(), EACH_ORDER);
  }

  private void exposures(ScopeLimits scope) {
    var currencies = new TreeSet<String>();
    account.exposures().forEach(one -> currencies.add(one.instrument().quoteCurrency()));
    for (var currency : currencies) {
      sum.clear();
      sum.add(account.exposures(), currency);
      add(
          "grossExposureMax",
          currency,
          Unit.MONEY,
          scope.grossExposureMax(),
          sum.gross().saturated());
      add("netExposureMax", currency, Unit.MONEY, scope.netExposureMax(), sum.net());
    }
  }

  private void positions(Limits limits) {
    for (var exposure : account.exposures()) {
      long max = limits.of(exposure.instrument()).positionMax();
      add("positionMax", exposure.symbol(), Unit.QUANTITY, max, exposure.worst());
    }
  }

  private void losses(RulePack pack) {
    for (var ledger : account.ledgers()) {
      long lost = Math.max(0, ledger.dayStart() - ledger.profit());
      add("dailyLossMax", ledger.currency(), Unit.MONEY, pack.dailyLossMax(), lost);
      long below = Math.max(0, ledger.highest() - ledger.profit());
      add("drawdownMax", ledger.currency(), Unit.MONEY, pack.drawdownMax(), below);
    }
  }

  private void add(String limit, String key, Unit unit, long max, long used) {
    if (max > 0) {
      lines.add(new Line(limit, key, unit, max, used));
    }
  }
}
