package outcry.gateway.security;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import outcry.model.access.ApiKey;
import outcry.model.access.Scope;

/**
 * Who asks.
 *
 * @param key that was shown, or that the session was begun with
 * @param isSession whether a session was shown instead of the key itself
 * @param endMillis when what was shown ends, epoch milliseconds
 */
public record Principal(ApiKey key, boolean isSession, long endMillis) {

  private static final String CONTEXT = "principal";

  /** Whoever makes this request; there is somebody for every operation with a scope. */
  public static Principal of(RoutingContext http) {
    Principal principal = http.get(CONTEXT);
    if (principal == null) {
      throw new IllegalStateException("nobody was asked who he is: " + http.normalizedPath());
    }
    return principal;
  }

  void put(RoutingContext http) {
    http.put(CONTEXT, this);
  }

  public String name() {
    return key.name();
  }

  public boolean may(Scope scope) {
    return key.may(scope);
  }

  public boolean mayUse(String account) {
    return key.mayUse(account);
  }

  /** Those of them that are his. */
  public List<String> own(List<String> accounts) {
    return accounts.stream().filter(key::mayUse).toList();
  }
}
