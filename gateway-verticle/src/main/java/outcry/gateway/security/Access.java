package outcry.gateway.security;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import outcry.journal.ApprovalStore;
import outcry.journal.AuditNote;
import outcry.journal.Journal;
import outcry.journal.KeyStore;

/**
 * What the gateway needs to know who asks.
 *
 * @param note keeps a note for the audit
 * @param sessionKey what sessions of the page are signed with, the same on every gateway; 32 bytes
 *     or more
 * @param eyes how many people it takes to let trading go on after a halt: 1 or 2
 */
public record Access(
    KeyStore keys,
    ApprovalStore approvals,
    Function<AuditNote, CompletionStage<Long>> note,
    byte[] sessionKey,
    int eyes) {

  private static final int SESSION_KEY_MIN = 32;

  public Access {
    if (sessionKey.length < SESSION_KEY_MIN) {
      throw new IllegalArgumentException(
          "the key of sessions must have " + SESSION_KEY_MIN + " bytes or more");
    }
    if (eyes != 1 && eyes != 2) {
      throw new IllegalArgumentException("eyes must be 1 or 2, was " + eyes);
    }
    sessionKey = sessionKey.clone();
  }

  /** Everything from one database. */
  public static <J extends Journal & KeyStore & ApprovalStore> Access of(
      J journal, byte[] sessionKey, int eyes) {
    return new Access(journal, journal, journal::note, sessionKey, eyes);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Access, " + eyes + " pairs of eyes";
  }
}
