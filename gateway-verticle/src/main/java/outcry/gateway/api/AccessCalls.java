package outcry.gateway.api;

import io.vertx.core.Future;
import outcry.gateway.security.Security;

/** The calls about keys, sessions and what waits for a second person. */
final class AccessCalls {

  private final Security security;
  private final Catalogue catalogue;

  AccessCalls(Security security, Catalogue catalogue) {
    this.security = security;
    this.catalogue = catalogue;
  }

  void addTo(Operations operations) {
    operations
        .call("beginSession", this::begin)
        .call("listKeys", _ -> keys())
        .call("createKey", this::create)
        .call("revokeKey", this::revoke)
        .call("listApprovals", _ -> approvals())
        .call("approve", this::approve)
        .call("reject", this::reject);
  }

  /** Also goes on with one, as long as its key is good. */
  private Future<Answer> begin(Request request) {
    var principal = request.principal();
    return Future.succeededFuture(
        Answer.of(AccessJson.session(security.begin(principal), principal)));
  }

  private Future<Answer> keys() {
    return security
        .keys()
        .all()
        .map(
            all -> {
              var list = ViewJson.array();
              all.forEach(key -> list.add(AccessJson.key(key, Desk.now())));
              return Answer.of(list);
            });
  }

  private Future<Answer> create(Request request) {
    var wanted = AccessJson.wanted(request.body());
    wanted.accounts().forEach(catalogue::requireAccount);
    return security
        .keys()
        .create(
            wanted.name(),
            wanted.scopes(),
            wanted.accounts(),
            wanted.days(),
            request.principal().name())
        .map(
            made ->
                Answer.of(
                    AccessJson.key(made.key(), Desk.now())
                        .put("credential", made.credential().text())));
  }

  private Future<Answer> revoke(Request request) {
    var id = request.text("keyId");
    return security
        .keys()
        .revoke(id, request.principal().name())
        .map(revoked -> Answer.of(ViewJson.object().put("id", id).put("revoked", revoked)));
  }

  private Future<Answer> approvals() {
    return security
        .fourEyes()
        .all()
        .map(
            all -> {
              var list = ViewJson.array();
              all.forEach(approval -> list.add(AccessJson.approval(approval)));
              return Answer.of(list);
            });
  }

  private Future<Answer> approve(Request request) {
    return security
        .fourEyes()
        .approve(request.text("approvalId"), request.principal())
        .map(done -> Answer.of(AccessJson.approval(done)));
  }

  private Future<Answer> reject(Request request) {
    return security
        .fourEyes()
        .reject(request.text("approvalId"), request.principal())
        .map(done -> Answer.of(AccessJson.approval(done)));
  }
}
