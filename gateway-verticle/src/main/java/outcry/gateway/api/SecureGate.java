package outcry.gateway.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import outcry.gateway.security.Security;

/** Asks everybody who he is, and whether he may, wherever the document names a scope. */
public final class SecureGate implements Gate {

  private final Security security;
  private final OwnAccounts accounts;

  public SecureGate(Security security) {
    this.security = security;
    this.accounts = new OwnAccounts(security);
  }

  @Override
  public Handler<RoutingContext> before(Operation operation) {
    if (operation.scope() == Scope.NONE) {
      return RoutingContext::next;
    }
    return security.admit(scope(operation), http -> accounts.before(http, operation));
  }

  @Override
  public Handler<RoutingContext> after(Operation operation) {
    if (operation.scope() == Scope.NONE) {
      return RoutingContext::next;
    }
    return security.verify(scope(operation), http -> accounts.after(http, operation));
  }

  private static outcry.model.access.Scope scope(Operation operation) {
    return outcry.model.access.Scope.valueOf(operation.scope().name());
  }
}
