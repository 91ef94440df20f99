package outcry.marketdata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import outcry.bus.LeaseGuard;

/** Which symbols an instance publishes, and under which leases. One event loop. */
final class Publications {

  private final Map<String, LeaseGuard> leases = new LinkedHashMap<>();

  void gain(String symbol, LeaseGuard lease) {
    leases.put(symbol, lease);
  }

  void lose(String symbol) {
    leases.remove(symbol);
  }

  /** Asked before each message: a process that stood still may have lost its lease meanwhile. */
  boolean has(String symbol) {
    var lease = leases.get(symbol);
    return lease != null && lease.mayAct();
  }

  Set<String> symbols() {
    return leases.keySet();
  }
}
