package outcry.journal;

import outcry.journal.AuditNote.Kind;
import outcry.model.access.ApiKey;
import outcry.model.access.Approval;
import outcry.model.access.Scope;

/** What the audit is told of keys and approvals. */
final class AccessNotes {

  static AuditNote created(ApiKey key) {
    return new AuditNote(
        key.createdNanos(),
        Kind.ACCESS,
        "",
        key.createdBy(),
        "KEY_CREATED: %s for %s, %s, accounts %s"
            .formatted(
                key.id(),
                key.name(),
                Scope.text(key.scopes()),
                key.accounts().isEmpty() ? "all" : String.join(",", key.accounts())));
  }

  static AuditNote revoked(String id, String by, long nowNanos) {
    return new AuditNote(nowNanos, Kind.ACCESS, "", by, "KEY_REVOKED: " + id);
  }

  static AuditNote of(Approval approval) {
    var what = "%s: %s %s: %s";
    return switch (approval.state()) {
      case PENDING ->
          new AuditNote(
              approval.requestedNanos(),
              Kind.ACCESS,
              "",
              approval.requestedBy(),
              what.formatted(
                  "APPROVAL_REQUESTED", approval.id(), approval.kind(), approval.request()));
      case APPROVED, REJECTED ->
          new AuditNote(
              approval.decidedNanos(),
              Kind.ACCESS,
              "",
              approval.decidedBy(),
              what.formatted(approval.state(), approval.id(), approval.kind(), approval.request()));
    };
  }

  private AccessNotes() {}
}
