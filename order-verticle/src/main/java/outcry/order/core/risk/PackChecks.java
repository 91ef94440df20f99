package outcry.order.core.risk;

import static outcry.model.RefusalCode.DUPLICATE_ORDER;
import static outcry.model.RefusalCode.NO_REFERENCE;
import static outcry.model.RefusalCode.RESTRICTED;
import static outcry.model.RefusalCode.RULE_PACK;

import java.time.LocalTime;
import outcry.model.Decimal;
import outcry.model.Instrument;
import outcry.model.Money;
import outcry.model.OrderCommand.SubmitOrder;

/**
 * The checks of a rule pack and of the lists of symbols. What only makes a position smaller passes
 * them all. Each method returns null if it passes.
 */
final class PackChecks {

  /** Contracts are counted in {@code 10^-9}. */
  private static final int CONTRACT_SCALE = 9;

  private final References references;
  private final Sum contracts = new Sum();

  PackChecks(References references) {
    this.references = references;
  }

  /** What does not depend on how much it is. */
  Verdict opening(SubmitOrder order, Limits limits, AccountBook account, long nowNanos) {
    var pack = limits.pack();
    if (limits.restricted().contains(order.symbol())) {
      return new Verdict(RESTRICTED, order.symbol() + " may not be opened");
    }
    if (!pack.allowed().isEmpty() && !pack.allowed().contains(order.symbol())) {
      return refused(pack, order.symbol() + " is not among the symbols allowed");
    }
    if (isPast(pack.entriesUntil(), account, nowNanos)) {
      return refused(pack, "nothing may be opened after " + pack.entriesUntil());
    }
    if (isPast(pack.flatAt(), account, nowNanos)) {
      return refused(pack, "everything is closed at " + pack.flatAt());
    }
    return pack.watchesProfit() ? profit(pack, account, order.symbol()) : null;
  }

  private static boolean isPast(LocalTime time, AccountBook account, long nowNanos) {
    return time != null && nowNanos >= account.days().momentOf(time, nowNanos);
  }

  private Verdict profit(RulePack pack, AccountBook account, String symbol) {
    for (var exposure : account.exposures()) {
      var held = exposure.instrument().symbol();
      if (exposure.position().quantity() != 0 && references.isUnknown(held)) {
        return new Verdict(NO_REFERENCE, "no quote or trade of " + held + ", which is held, yet");
      }
    }
    if (pack.bestDayPercent() == 0) {
      return null;
    }
    var ledger = account.findLedger(account.exposure(symbol).instrument().quoteCurrency());
    if (ledger == null) {
      return null;
    }
    long most = bestDayMax(pack, ledger.profit());
    return ledger.today() < most
        ? null
        : refused(
            pack,
            "the day has brought "
                + Money.text(ledger.today())
                + ", no more than "
                + pack.bestDayPercent()
                + " % may come from one day: "
                + Money.text(most));
  }

  /** The most one day may bring, rounded down. */
  static long bestDayMax(RulePack pack, long profit) {
    long of = Math.max(pack.profitTarget(), profit);
    return of / 100 * pack.bestDayPercent() + of % 100 * pack.bestDayPercent() / 100;
  }

  /** How many contracts all instruments could come to, at worst. */
  Verdict contracts(SubmitOrder order, long more, Limits limits, Exposure exposure) {
    var pack = limits.pack();
    if (pack.contractsMax() == 0 && pack.scaling().isEmpty()) {
      return null;
    }
    var account = exposure.account();
    var ledger = account.findLedger(exposure.instrument().quoteCurrency());
    long max = pack.contractsMax(ledger == null ? 0 : ledger.dayStart());
    long worst = exposure.worst();
    long after = Math.max(worst, exposure.worstCase(order.side(), more));
    sum(account);
    addContracts(exposure.instrument(), after - worst);
    return contracts.compareTo(max) <= 0
        ? null
        : refused(
            pack,
            "could hold "
                + Decimal.text(contracts.saturated(), CONTRACT_SCALE)
                + " contracts, the limit is "
                + Decimal.text(max, CONTRACT_SCALE));
  }

  /** Contracts of all instruments at worst, {@code 10^-9}; at most 64 bits. */
  long contracts(AccountBook account) {
    sum(account);
    return contracts.saturated();
  }

  private void sum(AccountBook account) {
    contracts.clear();
    for (var exposure : account.exposures()) {
      addContracts(exposure.instrument(), exposure.worst());
    }
  }

  private void addContracts(Instrument instrument, long quantity) {
    contracts.add(
        Math.multiplyExact(
            quantity, Decimal.powerOfTen(CONTRACT_SCALE - instrument.quantityScale())));
  }

  static Verdict duplicate(SubmitOrder order, Limits limits, AccountBook account, long nowNanos) {
    boolean isChild = !order.instructions().parent().isEmpty(); // equal parts are no mistake
    return !isChild && account.recentOrders().isRepetition(order, nowNanos)
        ? new Verdict(
            DUPLICATE_ORDER,
            "the same order of the same strategy came within "
                + limits.duplicateWindow().toMillis()
                + " ms")
        : null;
  }

  private static Verdict refused(RulePack pack, String why) {
    return new Verdict(RULE_PACK, pack.name() + ": " + why);
  }
}
