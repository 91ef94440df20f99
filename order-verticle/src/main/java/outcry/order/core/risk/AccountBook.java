package outcry.order.core.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.model.Instruments;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.EquityMarked;
import outcry.model.OrderEvent.LimitsChanged;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.OrderEvent.RuleBreached;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * What an account has and may yet get, each strategy within it, and how it has done. The fold of
 * its events.
 */
public final class AccountBook {

  /** A person's orders: how often a person trades is not watched. */
  static final String PERSON = "manual";

  /** Orders that close what must not be held any longer: nothing may hold these up. */
  public static final String CLOSER = "risk";

  /** Strategies that an account may ever have; orders of more are refused. */
  static final int STRATEGIES_MAX = 10_000;

  private final String account;
  private final Limits limits;
  private final Instruments instruments;
  private final House house;
  private final DayClock days;
  private final Map<String, Exposure> exposures = new LinkedHashMap<>();
  private final Map<String, StrategyBook> strategies = new LinkedHashMap<>();
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final RecentOrders recentOrders;
  private int openOrders;
  private int recordedLimits;
  private RefusalCode breached;
  private long lookedNanos = Long.MIN_VALUE;

  /**
   * @param limits null if the account is configured no longer: then nothing may be opened
   */
  AccountBook(String account, Limits limits, Instruments instruments, House house, DayClock days) {
    this.account = account;
    this.limits = limits;
    this.instruments = instruments;
    this.house = house;
    this.days = days;
    recentOrders = new RecentOrders(limits == null ? 0 : limits.duplicateWindow().toNanos());
  }

  public String account() {
    return account;
  }

  /** Null if the account is configured no longer. */
  public Limits limits() {
    return limits;
  }

  House house() {
    return house;
  }

  /** Of the whole account in one instrument. */
  public Exposure exposure(String symbol) {
    var known = exposures.get(symbol);
    if (known != null) {
      return known;
    }
    var instrument = instruments.get(symbol);
    var exposure = new Exposure(instrument, this, house.line(instrument));
    exposures.put(symbol, exposure);
    return exposure;
  }

  public Collection<Exposure> exposures() {
    return exposures.values();
  }

  public StrategyBook strategy(String name) {
    var known = strategies.get(name);
    if (known != null) {
      return known;
    }
    var repeats =
        limits == null || name.equals(PERSON) || name.equals(CLOSER)
            ? Limits.Repeats.NONE
            : limits.repeats();
    var book = new StrategyBook(name, repeats);
    strategies.put(name, book);
    return book;
  }

  /** Those that ever traded here. */
  public Collection<StrategyBook> strategies() {
    return strategies.values();
  }

  public boolean mayTake(String strategy) {
    return strategies.size() < STRATEGIES_MAX || strategies.containsKey(strategy);
  }

  Exposure exposure(String strategy, String symbol) {
    var book = strategy(strategy);
    var known = book.exposure(symbol);
    if (known != null) {
      return known;
    }
    var exposure = new Exposure(instruments.get(symbol), this, null);
    book.add(symbol, exposure);
    return exposure;
  }

  /** Everything in which an order counts, but for the house. */
  public List<Exposure> exposures(SubmitOrder order) {
    return List.of(exposure(order.symbol()), exposure(order.strategy(), order.symbol()));
  }

  public int openOrders() {
    return openOrders;
  }

  RecentOrders recentOrders() {
    return recentOrders;
  }

  Collection<Ledger> ledgers() {
    return ledgers.values();
  }

  Ledger ledger(String currency, long nanos) {
    var known = ledgers.get(currency);
    if (known != null) {
      return known;
    }
    var ledger = new Ledger(currency, days.closeAfter(nanos));
    ledgers.put(currency, ledger);
    return ledger;
  }

  /** Null if nothing was ever earned, lost or paid in it. */
  Ledger findLedger(String currency) {
    return ledgers.get(currency);
  }

  /** When profit was last looked at; {@link Long#MIN_VALUE} if it has changed since. */
  long lookedNanos() {
    return lookedNanos;
  }

  void looked(long nowNanos) {
    lookedNanos = nowNanos;
  }

  /** Whether it holds nothing. */
  public boolean isFlat() {
    for (var exposure : exposures.values()) {
      if (exposure.position().quantity() != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is too late in the day to hold anything. */
  public boolean isPastFlatTime(long nowNanos) {
    var flatAt = limits == null ? null : limits.pack().flatAt();
    return flatAt != null && nowNanos >= days.momentOf(flatAt, nowNanos);
  }

  DayClock days() {
    return days;
  }

  /** Which limits the journal says are in force; 0 if it does not say. */
  public int recordedLimits() {
    return recordedLimits;
  }

  /** The rule that was broken, until a person lets the account go on; null if none. */
  public RefusalCode breached() {
    return breached;
  }

  public void moved(PositionEvent event) {
    var exposure = exposure(event.symbol());
    exposure.apply(event);
    exposure(event.strategy(), event.symbol()).apply(event);
    ledger(exposure.instrument().quoteCurrency(), event.atNanos());
    if (event.fee() != 0) {
      ledger(event.feeCurrency(), event.atNanos()).paid(event.fee());
    }
    lookedNanos = Long.MIN_VALUE;
    if (event instanceof OrderFilled fill) {
      strategy(fill.strategy()).executions().happened(fill.atNanos());
    }
  }

  /** Counts an open order's worst case, or with a sign of -1 stops counting it. */
  public void count(SubmitOrder order, long openQuantity, long limitPrice, int sign) {
    var side = order.side();
    exposure(order.symbol()).count(side, openQuantity, limitPrice, sign);
    exposure(order.strategy(), order.symbol()).count(side, openQuantity, limitPrice, sign);
  }

  /** One more order is open: it may go to a venue, or is owed. */
  public void opened(SubmitOrder order, long atNanos) {
    recentOrders.took(order, atNanos);
    open(order.strategy(), 1);
  }

  /** One order less is open. */
  public void closed(String strategy) {
    open(strategy, -1);
  }

  private void open(String strategy, int change) {
    openOrders += change;
    strategy(strategy).opened(change);
    house.opened(change);
  }

  /** By us or by a venue. */
  public void rejected(String strategy, long atNanos) {
    if (mayTake(strategy)) {
      strategy(strategy).rejections().happened(atNanos);
    }
  }

  public void apply(LimitsChanged changed) {
    recordedLimits = changed.limitsVersion();
  }

  public void apply(EquityMarked marked) {
    ledger(marked.currency(), marked.atNanos()).apply(marked);
  }

  public void apply(RuleBreached breach) {
    breached = breach.rule();
  }

  void apply(TradingStateChanged changed) {
    if (changed.scope() == TradingScope.ACCOUNT
        && changed.key().equals(account)
        && changed.state() == TradingState.ACTIVE) {
      breached = null;
    } else if (changed.scope() == TradingScope.STRATEGY && strategies.containsKey(changed.key())) {
      strategies.get(changed.key()).clearRepetitions();
    }
  }

  /** Takes this account out of the house's sums: another state takes its place. */
  void leaveHouse() {
    exposures.values().forEach(exposure -> exposure.house().add(exposure, -1));
    house.opened(-openOrders);
  }
}
