package outcry.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import outcry.gateway.http.Problem;
import outcry.gateway.security.Principal;
import outcry.gateway.security.Security;

/**
 * Keeps a key that is for some accounts to these, whatever the call: an account of somebody else is
 * one that there is not, and a call about all accounts is none for it. Event loop only.
 */
final class OwnAccounts {

  /** What says nothing of any account. */
  private static final Pattern OF_NOBODY =
      Pattern.compile(
          "/api/v1/(session|openapi\\.json|instruments|quotes|books|bars|trades)(/.*)?");

  private static final String ACCOUNT = "account";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Security security;

  OwnAccounts(Security security) {
    this.security = security;
  }

  /** Parameters. */
  void before(RoutingContext http, Operation operation) {
    var principal = Principal.of(http);
    if (principal.key().accounts().isEmpty() || OF_NOBODY.matcher(operation.path()).matches()) {
      http.next();
      return;
    }
    var parameter =
        operation.parameters().stream().filter(one -> one.name().equals(ACCOUNT)).findFirst();
    if (parameter.isEmpty()) {
      if (operation.hasBody()) {
        http.next(); // the body has to name one
      } else {
        refuse(http, operation);
      }
      return;
    }
    var named = new ArrayList<String>(http.queryParams().getAll(ACCOUNT));
    if (http.pathParam(ACCOUNT) != null) {
      named.add(http.pathParam(ACCOUNT));
    }
    if (named.isEmpty() && !parameter.get().repeats() && principal.key().accounts().size() > 1) {
      new Problem(400, "MISSING_PARAM", "this key is for some accounts: name one", ACCOUNT)
          .send(http);
    } else if (named.isEmpty()) {
      http.queryParams().set(ACCOUNT, principal.key().accounts());
      http.next();
    } else {
      admit(http, principal, named);
    }
  }

  /** The body. */
  void after(RoutingContext http, Operation operation) {
    var principal = Principal.of(http);
    boolean inParameters =
        operation.parameters().stream().anyMatch(one -> one.name().equals(ACCOUNT));
    if (principal.key().accounts().isEmpty() || !operation.hasBody() || inParameters) {
      http.next();
      return;
    }
    var named = named(http);
    if (named.isEmpty()) {
      refuse(http, operation);
    } else {
      admit(http, principal, named);
    }
  }

  /** Wherever the body names one; what is no JSON names none. */
  private static List<String> named(RoutingContext http) {
    try {
      var body = http.body().buffer();
      JsonNode json = JSON.readTree(body == null ? new byte[0] : body.getBytes());
      return json.findValuesAsText(ACCOUNT);
    } catch (IOException e) {
      return List.of();
    }
  }

  private void admit(RoutingContext http, Principal principal, List<String> accounts) {
    for (var account : accounts) {
      if (!principal.mayUse(account)) {
        security.foreign(http, principal, account);
        new Problem(404, "UNKNOWN_ACCOUNT", "unknown account: " + account).send(http);
        return;
      }
    }
    http.next();
  }

  private static void refuse(RoutingContext http, Operation operation) {
    new Problem(
            403, "SCOPE", operation.id() + " is about all accounts, and this key is for some only")
        .send(http);
  }
}
