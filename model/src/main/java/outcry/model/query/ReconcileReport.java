package outcry.model.query;

import java.util.List;
import outcry.model.FindingAction;
import outcry.model.FindingKind;

/**
 * How the accounts of a partition compare with their venues.
 *
 * @param sequence of the last journaled event when this was said
 */
public record ReconcileReport(int partition, long sequence, List<AccountReport> accounts) {

  /**
   * One account at one venue.
   *
   * @param isCurrent whether it may take new risk
   * @param cleanNanos when it was last known to be right; 0 for never
   * @param error why the venue could not be asked; empty if it could
   */
  public record AccountReport(
      String account,
      String venue,
      boolean isCurrent,
      long cleanNanos,
      String error,
      List<FindingView> findings) {}

  /**
   * A difference.
   *
   * @param id by which people answer it
   * @param ours what we have, for people
   * @param theirs what the venue has, for people
   * @param action what was done, would be done or waits to be decided
   * @param isConfirmed whether it lasted; nothing is done before
   */
  public record FindingView(
      String id,
      FindingKind kind,
      String ours,
      String theirs,
      FindingAction action,
      boolean isConfirmed) {}

  public ReconcileReport {
    accounts = List.copyOf(accounts);
  }
}
