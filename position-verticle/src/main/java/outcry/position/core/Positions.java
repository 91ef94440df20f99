package outcry.position.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Position;
import outcry.model.query.AccountPositions;
import outcry.model.query.CashView;
import outcry.model.query.PositionView;
import outcry.position.core.Changes.Changed;

/**
 * The positions and cash of the accounts of one partition, as far as they are committed. {@link
 * #fold} says what events lead to and changes nothing; {@link #commit} changes and decides nothing.
 * Not thread-safe.
 */
public final class Positions {

  private final Instruments instruments;
  private final Map<PositionKey, Position> positions = new TreeMap<>();
  private final Map<CashKey, Cash> cash = new TreeMap<>();
  private final Set<String> accounts = new TreeSet<>();

  public Positions(Instruments instruments) {
    this.instruments = instruments;
  }

  /** Forgets everything and starts from these rows. */
  public void load(Map<PositionKey, Position> loadedPositions, Map<CashKey, Cash> loadedCash) {
    positions.clear();
    cash.clear();
    accounts.clear();
    positions.putAll(loadedPositions);
    cash.putAll(loadedCash);
    positions.keySet().forEach(key -> accounts.add(key.account()));
    cash.keySet().forEach(key -> accounts.add(key.account()));
  }

  /**
   * What these events lead to.
   *
   * @throws IllegalArgumentException if a fill is of an unknown instrument
   * @throws ArithmeticException on overflow of 64 bits
   */
  public Changes fold(List<JournaledEvent> events) {
    var changedPositions = new LinkedHashMap<PositionKey, Changed<Position>>();
    var changedCash = new LinkedHashMap<CashKey, Changed<Cash>>();
    int fills = 0;
    for (var journaled : events) {
      if (journaled.event() instanceof BalanceAdjusted adjusted) { // gained or lost, fills aside
        var purse = new CashKey(adjusted.account(), adjusted.currency());
        addCash(changedCash, purse, 0, adjusted.amount(), journaled);
      }
      if (!(journaled.event() instanceof PositionEvent moved)) {
        continue; // the others say nothing of positions
      }
      fills++;
      var instrument = instruments.get(moved.symbol());
      var key = new PositionKey(moved.account(), moved.symbol());
      var before = newest(changedPositions, key, positions, Position.FLAT);
      var after = before.after(moved.fill(), instrument);
      changedPositions.put(key, changed(after, journaled));
      addCash(
          changedCash,
          new CashKey(moved.account(), instrument.quoteCurrency()),
          0,
          Math.subtractExact(after.realizedPnl(), before.realizedPnl()),
          journaled);
      if (!moved.feeCurrency().isEmpty()) {
        addCash(
            changedCash,
            new CashKey(moved.account(), moved.feeCurrency()),
            moved.fee(),
            0,
            journaled);
      }
    }
    return new Changes(
        Collections.unmodifiableMap(changedPositions),
        Collections.unmodifiableMap(changedCash),
        fills);
  }

  private void addCash(
      Map<CashKey, Changed<Cash>> changed,
      CashKey key,
      long fees,
      long realizedPnl,
      JournaledEvent cause) {
    var before = newest(changed, key, cash, Cash.NONE);
    changed.put(key, changed(before.plus(fees, realizedPnl), cause));
  }

  private static <K, V> V newest(
      Map<K, Changed<V>> changed, K key, Map<K, V> committed, V otherwise) {
    var newer = changed.get(key);
    return newer != null ? newer.value() : committed.getOrDefault(key, otherwise);
  }

  private static <T> Changed<T> changed(T value, JournaledEvent cause) {
    return new Changed<>(value, cause.sequence(), cause.event().atNanos());
  }

  /** The changes are durable now. */
  public void commit(Changes changes) {
    changes
        .positions()
        .forEach(
            (key, changed) -> {
              positions.put(key, changed.value());
              accounts.add(key.account());
            });
    changes.cash().forEach((key, changed) -> cash.put(key, changed.value()));
  }

  /** Accounts that ever had a fill, in order. */
  public Set<String> accounts() {
    return Collections.unmodifiableSet(accounts);
  }

  public Map<PositionKey, Position> positions() {
    return Collections.unmodifiableMap(positions);
  }

  public Map<CashKey, Cash> cash() {
    return Collections.unmodifiableMap(cash);
  }

  /**
   * What an account has, valued at the marks; empty lists if it has nothing.
   *
   * @throws ArithmeticException on overflow of 64 bits
   */
  public AccountPositions statement(String account, Marks marks) {
    var views = new ArrayList<PositionView>();
    var unrealized = new TreeMap<String, Long>();
    positions.forEach(
        (key, position) -> {
          if (key.account().equals(account)) {
            var view = view(key, position, marks);
            views.add(view);
            unrealized.merge(view.currency(), view.unrealizedPnl(), Math::addExact);
          }
        });
    var money = new ArrayList<CashView>();
    cash.forEach(
        (key, one) -> {
          if (key.account().equals(account)) {
            long open = unrealized.getOrDefault(key.currency(), 0L);
            money.add(new CashView(account, key.currency(), one.realizedPnl(), open, one.fees()));
          }
        });
    return new AccountPositions(account, List.copyOf(views), List.copyOf(money), "", "");
  }

  private PositionView view(PositionKey key, Position position, Marks marks) {
    var instrument = instruments.get(key.symbol());
    long mark = marks.price(key.symbol());
    return new PositionView(
        key.account(),
        key.symbol(),
        position.quantity(),
        position.averagePrice(instrument),
        position.cost(),
        position.realizedPnl(),
        mark,
        mark == 0 ? 0 : position.unrealizedPnl(mark, instrument),
        instrument.quoteCurrency());
  }
}
