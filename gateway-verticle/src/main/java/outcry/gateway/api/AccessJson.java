package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import outcry.bus.RefusedException;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;
import outcry.gateway.security.Principal;
import outcry.gateway.security.Security.Session;
import outcry.journal.NewKey;
import outcry.model.RefusalCode;
import outcry.model.access.ApiKey;
import outcry.model.access.Approval;
import outcry.model.access.Scope;

/** Keys, sessions and approvals as JSON. */
final class AccessJson {

  private static final int ACCOUNTS_MAX = 64;
  private static final int DAYS = 90;
  private static final Set<String> FIELDS = Set.of("name", "scopes", "accounts", "days");

  /** A key that somebody wants. */
  record Wanted(String name, Set<Scope> scopes, List<String> accounts, int days) {}

  private AccessJson() {}

  static Wanted wanted(Buffer body) {
    var json = StrictJson.object(body, FIELDS);
    var name = json.text("name");
    if (!ApiKey.NAME.matcher(name).matches()) {
      throw range("name", "must match " + ApiKey.NAME);
    }
    var scopes = new LinkedHashSet<Scope>();
    for (var scope : json.textList("scopes", Scope.values().length)) {
      scopes.add(scope(scope));
    }
    if (scopes.isEmpty()) {
      throw range("scopes", "must name at least one");
    }
    int days = json.has("days") ? json.count("days") : DAYS;
    if (days < 1 || days > NewKey.DAYS_MAX) {
      throw range("days", "must be 1 to " + NewKey.DAYS_MAX);
    }
    return new Wanted(
        name,
        scopes,
        json.has("accounts") ? json.textList("accounts", ACCOUNTS_MAX) : List.of(),
        days);
  }

  private static Scope scope(String name) {
    try {
      return Scope.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(RefusalCode.ENUM, "scopes: unknown scope " + name);
    }
  }

  private static ProblemException range(String field, String must) {
    return new ProblemException(new Problem(400, "RANGE", field + " " + must, field));
  }

  static ObjectNode key(ApiKey key, long nowNanos) {
    var json = ViewJson.object().put("id", key.id()).put("name", key.name());
    var scopes = json.putArray("scopes");
    key.scopes().forEach(scope -> scopes.add(scope.name()));
    var accounts = json.putArray("accounts");
    key.accounts().forEach(accounts::add);
    return json.put("createdBy", key.createdBy())
        .put("created", ViewJson.time(key.createdNanos()))
        .put("expires", ViewJson.time(key.expiresNanos()))
        .put(
            "state",
            key.revokedNanos() != 0 ? "REVOKED" : key.isLive(nowNanos) ? "LIVE" : "EXPIRED");
  }

  static ObjectNode session(Session session, Principal principal) {
    var json =
        ViewJson.object()
            .put("token", session.token())
            .put("expires", ViewJson.time(TimeUnit.MILLISECONDS.toNanos(session.endMillis())))
            .put("principal", principal.name());
    var scopes = json.putArray("scopes");
    principal.key().scopes().forEach(scope -> scopes.add(scope.name()));
    var accounts = json.putArray("accounts");
    principal.key().accounts().forEach(accounts::add);
    return json;
  }

  static ObjectNode approval(Approval approval) {
    return ViewJson.object()
        .put("id", approval.id())
        .put("kind", approval.kind())
        .put("request", approval.request())
        .put("requestedBy", approval.requestedBy())
        .put("requested", ViewJson.time(approval.requestedNanos()))
        .put("expires", ViewJson.time(approval.expiresNanos()))
        .put("state", approval.state().name())
        .put("decidedBy", approval.decidedBy());
  }
}
