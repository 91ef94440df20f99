package outcry.model.query;

import java.util.List;
import outcry.model.FindingAction;
import outcry.model.FindingKind;

/**
 * Asks the owner of a partition how its accounts compare with their venues.
 *
 * @param account only this one; empty for all of the partition
 * @param policies what is done about a kind instead of what the configuration says
 * @param answers what is done about single findings, whatever the policy
 */
public record ReconcileRequest(
    String account, Mode mode, List<Rule> policies, List<Answer> answers) {

  /** How much is done. */
  public enum Mode {
    /** Nothing is asked: what was found last. */
    SHOW,
    /** The venue is asked, and what would be done is told. Nothing changes. */
    DRY_RUN,
    /** As the owner does by itself from time to time, now. */
    RUN
  }

  /** What is done about a kind of finding. */
  public record Rule(FindingKind kind, FindingAction action) {}

  /**
   * What is done about one finding.
   *
   * @param finding its id
   */
  public record Answer(String finding, FindingAction action) {}

  /**
   * What was found last.
   *
   * @param account empty for all
   */
  public static ReconcileRequest show(String account) {
    return new ReconcileRequest(account, Mode.SHOW, List.of(), List.of());
  }

  public ReconcileRequest {
    policies = List.copyOf(policies);
    answers = List.copyOf(answers);
  }
}
