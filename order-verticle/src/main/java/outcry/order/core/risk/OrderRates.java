package outcry.order.core.risk;

import static outcry.model.RefusalCode.LIMIT_MESSAGE_RATE;
import static outcry.model.RefusalCode.LIMIT_ORDER_RATE;

import java.util.HashMap;
import java.util.Map;
import outcry.model.RefusalCode;

/**
 * How much every strategy, account and the house may send. A new or amended order needs a token of
 * each, the narrowest scope first, so that a strategy which asks too much takes nothing from the
 * others. A cancel takes a token of each message rate whether it is there or not: cancels always
 * pass, and what they took is missing for orders.
 */
public final class OrderRates {

  private static final class AccountRates {
    private final ScopeRates own;
    private final Map<String, ScopeRates> strategies = new HashMap<>();

    AccountRates(ScopeRates own) {
      this.own = own;
    }
  }

  private final House house;
  private final Map<String, AccountRates> byAccount = new HashMap<>();
  private boolean startedEmpty;
  private long startNanos;

  public OrderRates(House house) {
    this.house = house;
  }

  /** Every bucket is empty now: another owner may just have used its tokens. */
  public void startEmpty(long nowNanos) {
    byAccount.clear();
    house.startRatesEmpty(nowNanos);
    startedEmpty = true;
    startNanos = nowNanos;
  }

  /** Takes the tokens of a new or amended order, or says which is missing; null if none is. */
  public Verdict take(String account, String strategy, Limits limits, long nowNanos) {
    var rates = of(account, limits, nowNanos);
    var verdict = take(strategy(rates, strategy, limits, nowNanos), "of the strategy", nowNanos);
    if (verdict == null) {
      verdict = take(rates.own, "of the account", nowNanos);
    }
    return verdict == null ? take(house.rates(nowNanos), "of the house", nowNanos) : verdict;
  }

  private static Verdict take(ScopeRates rates, String whose, long nowNanos) {
    if (!rates.orders().tryTake(nowNanos)) {
      return verdict(LIMIT_ORDER_RATE, rates.orders().rate(), "orders", whose);
    }
    return rates.messages().tryTake(nowNanos)
        ? null
        : verdict(LIMIT_MESSAGE_RATE, rates.messages().rate(), "messages", whose);
  }

  private static Verdict verdict(RefusalCode code, Rate rate, String what, String whose) {
    return new Verdict(
        code,
        rate.perSecond() + " " + what + " a second " + whose + ", " + rate.burst() + " at once");
  }

  /** Counts a cancel; it passes in any case. */
  public void canceled(String account, String strategy, Limits limits, long nowNanos) {
    var rates = of(account, limits, nowNanos);
    strategy(rates, strategy, limits, nowNanos).messages().owe(nowNanos);
    rates.own.messages().owe(nowNanos);
    house.rates(nowNanos).messages().owe(nowNanos);
  }

  /** Orders that could be sent at once now; {@link Long#MAX_VALUE} without a limit. */
  long ordersLeft(String account, Limits limits, long nowNanos) {
    return of(account, limits, nowNanos).own.orders().left(nowNanos);
  }

  /** Messages that could be sent at once now; {@link Long#MAX_VALUE} without a limit. */
  long messagesLeft(String account, Limits limits, long nowNanos) {
    return of(account, limits, nowNanos).own.messages().left(nowNanos);
  }

  private AccountRates of(String account, Limits limits, long nowNanos) {
    var known = byAccount.get(account);
    if (known != null) {
      return known;
    }
    var rates = new AccountRates(rates(limits.scope(), nowNanos));
    byAccount.put(account, rates);
    return rates;
  }

  private ScopeRates strategy(AccountRates rates, String name, Limits limits, long nowNanos) {
    var known = rates.strategies.get(name);
    if (known != null) {
      return known;
    }
    if (rates.strategies.size() >= AccountBook.STRATEGIES_MAX) {
      // names that never end: they share the tokens of the account, which still hold
      return new ScopeRates(ScopeLimits.NONE, false, nowNanos);
    }
    var own = rates(limits.strategy(name), nowNanos);
    rates.strategies.put(name, own);
    return own;
  }

  private ScopeRates rates(ScopeLimits limits, long nowNanos) {
    return new ScopeRates(limits, startedEmpty, startedEmpty ? startNanos : nowNanos);
  }
}
