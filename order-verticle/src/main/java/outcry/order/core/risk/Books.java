package outcry.order.core.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.Instruments;
import outcry.model.OrderEvent.TradingStateChanged;

/** The accounts of one partition: those that anything ever happened in. */
public final class Books {

  private final Map<String, Limits> limits;
  private final RiskRules rules;
  private final Instruments instruments;
  private final House house;
  private final DayClock days;
  private final Map<String, AccountBook> accounts = new LinkedHashMap<>();

  /**
   * @param limits by account
   * @param house shared with other partitions
   */
  public Books(Map<String, Limits> limits, RiskRules rules, Instruments instruments, House house) {
    this.limits = limits;
    this.rules = rules;
    this.instruments = instruments;
    this.house = house;
    days = new DayClock(rules.tradingDay());
  }

  public AccountBook account(String name) {
    var known = accounts.get(name);
    if (known != null) {
      return known;
    }
    var book = new AccountBook(name, limits.get(name), instruments, house, days);
    accounts.put(name, book);
    return book;
  }

  public Collection<AccountBook> accounts() {
    return accounts.values();
  }

  public House house() {
    return house;
  }

  public RiskRules rules() {
    return rules;
  }

  public void apply(TradingStateChanged changed) {
    accounts.values().forEach(account -> account.apply(changed));
  }

  /** Another state of the same partition takes the place of this one. */
  public void leaveHouse() {
    accounts.values().forEach(AccountBook::leaveHouse);
  }
}
