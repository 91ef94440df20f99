package outcry.order.core.risk;

import static outcry.model.RefusalCode.LIMIT_DAILY_LOSS;
import static outcry.model.RefusalCode.LIMIT_DRAWDOWN;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Instrument;
import outcry.model.Money;
import outcry.model.OrderEvent.EquityMarked;
import outcry.model.RefusalCode;

/**
 * Looks at the profit of accounts between their orders: everything realised, what is open at the
 * last reference, and fees. What must survive a restart is journaled: where each day began, and a
 * bound of the highest profit that lies at most a hundredth of the drawdown above it, so that a new
 * owner may be that much stricter and is never more lenient.
 */
public final class LossWatch {

  private static final int BOUND_PARTS = 100;

  private final References references;
  private final long lookEveryNanos;
  private final Sum twice = new Sum();

  public LossWatch(References references, RiskRules rules) {
    this.references = references;
    lookEveryNanos = rules.lookEvery().toNanos();
  }

  /** When the account must be looked at though nothing happens to it. */
  public long nextNanos(AccountBook account) {
    var limits = account.limits();
    if (limits == null || account.ledgers().isEmpty() || !limits.pack().isWatched()) {
      return Long.MAX_VALUE;
    }
    long looked = account.lookedNanos();
    if (looked == Long.MIN_VALUE) {
      return looked; // something has changed since
    }
    return account.isFlat() ? account.days().closeAfter(looked) : looked + lookEveryNanos;
  }

  /**
   * Looks at the account if it is time to.
   *
   * @return whether it was
   */
  public boolean look(AccountBook account, long nowNanos) {
    if (nowNanos < nextNanos(account)) {
      return false;
    }
    account.looked(nowNanos);
    if (isPriced(account)) {
      boolean atHighest = account.limits().pack().drawdown() == RulePack.Drawdown.INTRADAY;
      for (var ledger : account.ledgers()) {
        ledger.look(profit(account, ledger), atHighest);
      }
    }
    return true;
  }

  /** Without a price of everything that is held nothing can be said. */
  private boolean isPriced(AccountBook account) {
    for (var exposure : account.exposures()) {
      if (exposure.position().quantity() != 0
          && references.twiceMark(exposure.instrument().symbol()) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Profit in the ledger's currency, {@code 10^-8}, rounded down; at most 64 bits. */
  long profit(AccountBook account, Ledger ledger) {
    twice.clear();
    for (var exposure : account.exposures()) {
      var instrument = exposure.instrument();
      if (instrument.quoteCurrency().equals(ledger.currency())) {
        var position = exposure.position();
        addTwice(position.realizedPnl());
        if (position.quantity() != 0) {
          long mark = references.twiceMark(instrument.symbol());
          twice.add(value(instrument, mark / 2, position.quantity()));
          twice.add(value(instrument, mark - mark / 2, position.quantity()));
          addTwice(-position.cost());
        }
      }
    }
    long fees = ledger.fees().saturated();
    addTwice(-fees);
    return Math.floorDiv(twice.saturated(), 2);
  }

  /** Beyond 64 bits a profit or loss is larger than any limit, and that is all that matters. */
  private static long value(Instrument instrument, long price, long quantity) {
    try {
      return instrument.notional(price, quantity);
    } catch (ArithmeticException tooLarge) {
      return quantity < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }
  }

  private void addTwice(long amount) {
    twice.add(amount);
    twice.add(amount);
  }

  /** What must be journaled of an account now. */
  public static List<EquityMarked> marks(AccountBook account, long nowNanos) {
    var marks = new ArrayList<EquityMarked>(0);
    for (var ledger : account.ledgers()) {
      var mark = mark(account, ledger, nowNanos);
      if (mark != null) {
        marks.add(mark);
      }
    }
    return marks;
  }

  /** Which rule an account has broken that nobody knows of yet, or null. */
  public static Verdict breach(AccountBook account) {
    for (var ledger : account.ledgers()) {
      var breach = breach(account, ledger);
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }

  private static EquityMarked mark(AccountBook account, Ledger ledger, long nowNanos) {
    if (!ledger.isLooked()) {
      return null;
    }
    var pack = account.limits().pack();
    long today = account.days().closeAfter(nowNanos);
    if (ledger.day() < today) {
      long start = ledger.profit();
      return marked(account, ledger, today, start, Math.max(ledger.highest(), start), nowNanos);
    }
    if (pack.drawdownMax() == 0 || ledger.highest() <= ledger.highestBound()) {
      return null;
    }
    long bound = Math.addExact(ledger.highest(), pack.drawdownMax() / BOUND_PARTS);
    return marked(account, ledger, ledger.day(), ledger.dayStart(), bound, nowNanos);
  }

  private static EquityMarked marked(
      AccountBook account, Ledger ledger, long day, long start, long highest, long nowNanos) {
    return new EquityMarked(account.account(), ledger.currency(), day, start, highest, nowNanos);
  }

  private static Verdict breach(AccountBook account, Ledger ledger) {
    if (!ledger.isLooked() || account.breached() != null) {
      return null;
    }
    var pack = account.limits().pack();
    long lost = Math.subtractExact(ledger.dayStart(), ledger.profit());
    if (pack.dailyLossMax() > 0 && lost >= pack.dailyLossMax()) {
      return verdict(LIMIT_DAILY_LOSS, pack, ledger, "lost today", lost, pack.dailyLossMax());
    }
    if (pack.drawdownMax() > 0 && ledger.profit() <= floor(pack, ledger)) {
      long below = Math.subtractExact(ledger.highest(), ledger.profit());
      return verdict(LIMIT_DRAWDOWN, pack, ledger, "below the highest", below, pack.drawdownMax());
    }
    return null;
  }

  /** The profit at which the drawdown is too large. */
  static long floor(RulePack pack, Ledger ledger) {
    long floor = Math.subtractExact(ledger.highest(), pack.drawdownMax());
    return pack.drawdownLocks() ? Math.min(floor, 0) : floor;
  }

  private static Verdict verdict(
      RefusalCode code, RulePack pack, Ledger ledger, String what, long amount, long max) {
    return new Verdict(
        code,
        pack.name()
            + ": "
            + Money.text(amount)
            + " "
            + ledger.currency()
            + " "
            + what
            + ", the limit is "
            + Money.text(max));
  }
}
