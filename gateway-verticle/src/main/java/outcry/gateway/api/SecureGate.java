package outcry.gateway.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import outcry.gateway.http.Budgets;
import outcry.gateway.http.Problem;
import outcry.gateway.security.Principal;
import outcry.gateway.security.Security;

/** Asks everybody who he is, and whether he may, wherever the document names a scope. */
public final class SecureGate implements Gate {

  /** Of one key. */
  private static final Map<Budget, Integer> PER_SECOND =
      Map.of(Budget.READ, 2_000, Budget.ORDER, 10_000, Budget.CANCEL, 10_000);

  private final Security security;
  private final OwnAccounts accounts;
  private final Map<Budget, Integer> perSecond;
  private final Budgets budgets = new Budgets();

  public SecureGate(Security security) {
    this(security, PER_SECOND);
  }

  SecureGate(Security security, Map<Budget, Integer> perSecond) {
    this.security = security;
    this.perSecond = perSecond;
    this.accounts = new OwnAccounts(security);
  }

  @Override
  public Handler<RoutingContext> before(Operation operation) {
    if (operation.scope() == Scope.NONE) {
      return RoutingContext::next;
    }
    return security.admit(scope(operation), http -> counted(http, operation));
  }

  @Override
  public Handler<RoutingContext> after(Operation operation) {
    if (operation.scope() == Scope.NONE) {
      return RoutingContext::next;
    }
    return security.verify(scope(operation), http -> accounts.after(http, operation));
  }

  private void counted(RoutingContext http, Operation operation) {
    var whose = Principal.of(http).key().id() + " " + operation.budget();
    long wait = budgets.take(whose, perSecond.get(operation.budget()));
    if (wait > 0) {
      new Problem(429, "RATE_LIMIT", "too many requests of the kind " + operation.budget())
          .send(http);
      return;
    }
    accounts.before(http, operation);
  }

  private static outcry.model.access.Scope scope(Operation operation) {
    return outcry.model.access.Scope.valueOf(operation.scope().name());
  }
}
