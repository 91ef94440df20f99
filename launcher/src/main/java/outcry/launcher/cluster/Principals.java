package outcry.launcher.cluster;

import java.util.Map;
import outcry.launcher.config.Cluster.Principal;
import outcry.launcher.config.Cluster.Scope;
import outcry.order.Authorisation;

/**
 * Who may do what, as the file of the cluster says; if it says nothing, whoever reaches a gateway
 * may do everything, and those listen on loopback.
 */
record Principals(Map<String, Principal> byName) implements Authorisation {

  @Override
  public boolean allows(String principal, Act act, String account) {
    if (byName.isEmpty()) {
      return true;
    }
    var known = byName.get(principal);
    return known != null
        && known.scopes().contains(scope(act))
        && (account.isEmpty() || known.accounts().contains(account));
  }

  private static Scope scope(Act act) {
    return switch (act) {
      case TRADE -> Scope.TRADE;
      case OPERATE -> Scope.OPERATE;
    };
  }
}
