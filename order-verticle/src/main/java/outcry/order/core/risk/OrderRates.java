package outcry.order.core.risk;

import java.util.HashMap;
import java.util.Map;

/** The order rate of every account; at most one bucket per configured account. */
public final class OrderRates {

  private final Map<String, OrderRate> byAccount = new HashMap<>();

  /** Every bucket is empty now: another owner may just have used its tokens. */
  public void startEmpty(Map<String, Limits> limitsByAccount, long nowNanos) {
    limitsByAccount.forEach(
        (account, limits) -> byAccount.put(account, new OrderRate(limits, true, nowNanos)));
  }

  /** Takes a token if there is one. */
  public boolean tryTake(String account, Limits limits, long nowNanos) {
    return byAccount
        .computeIfAbsent(account, _ -> new OrderRate(limits, false, nowNanos))
        .tryTake(nowNanos);
  }
}
