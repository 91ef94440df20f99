package outcry.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import outcry.model.access.Approval;

/**
 * What waits for a second person. Thread-safe; stages complete on threads of the store, which the
 * caller must leave at once. Every change is noted for the audit in the same transaction.
 */
public interface ApprovalStore {

  /** Most that are open at a time. */
  int OPEN_MAX = 100;

  /**
   * Adds one that is pending; durable when this completes.
   *
   * <p>Fails with {@link JournalException.AccessRefused} if too many are open.
   */
  CompletionStage<Void> requestApproval(Approval approval);

  /** The newest first; at most 1,000. */
  CompletionStage<List<Approval>> approvals();

  /**
   * Decides it once and for all; durable when this completes.
   *
   * <p>Fails with {@link JournalException.AccessRefused} if there is none, if it is decided or too
   * old, or if whoever decides has asked for it: that one may only take it back.
   *
   * @return as decided
   */
  CompletionStage<Approval> decide(String id, boolean approved, String by, long nowNanos);
}
