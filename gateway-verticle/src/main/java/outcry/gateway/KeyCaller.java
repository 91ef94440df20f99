package outcry.gateway;

import io.vertx.core.Future;
import java.util.Optional;
import outcry.gateway.security.Principal;
import outcry.gateway.security.Security;
import outcry.gateway.stream.Admission;
import outcry.model.access.Scope;

/** Who listens to the stream, as the keys have it. */
record KeyCaller(Security security, Principal principal) implements Admission.Caller {

  /** Fails if the token is no good, or is not for looking. */
  static Future<Admission.Caller> of(Security security, String token) {
    return security
        .principal(token)
        .compose(
            principal ->
                principal.may(Scope.VIEW)
                    ? Future.succeededFuture(new KeyCaller(security, principal))
                    : Future.failedFuture("not for looking"));
  }

  @Override
  public String keyId() {
    return principal.key().id();
  }

  @Override
  public boolean mayUse(String account) {
    return principal.mayUse(account);
  }

  @Override
  public Optional<Admission.Caller> again() {
    return security
        .again(principal)
        .filter(now -> now.may(Scope.VIEW))
        .map(now -> new KeyCaller(security, now));
  }
}
