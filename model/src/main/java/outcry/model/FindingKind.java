package outcry.model;

import static outcry.model.FindingAction.ADOPT;
import static outcry.model.FindingAction.ASK;
import static outcry.model.FindingAction.CANCEL;
import static outcry.model.FindingAction.HALT;
import static outcry.model.FindingAction.IGNORE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** In what a venue's account may differ from ours. The names are stable. */
public enum FindingKind {
  /** Open at the venue; we never heard of it. */
  UNKNOWN_ORDER(ASK, ADOPT, CANCEL, HALT, IGNORE),
  /** Open here, not among the venue's open ones. It is put in doubt; only the venue ends that. */
  MISSING_ORDER(ADOPT, HALT),
  /** Open at the venue; it has ended here. */
  GHOST_ORDER(CANCEL, HALT, ASK, IGNORE),
  /** Another quantity or limit. */
  ORDER_DIFFERS(ADOPT, CANCEL, HALT, ASK, IGNORE),
  /** Another filled quantity, and no execution to explain it: the venue is asked for its fills. */
  FILLED_DIFFERS(ADOPT, HALT),
  /** An execution of an order of ours that is not booked. It is, whatever the policy. */
  MISSING_FILL(ADOPT, HALT),
  /** Executions of an order we never heard of, which has ended. */
  UNKNOWN_FILL(HALT, ADOPT, ASK),
  /** An execution id with other content. */
  FILL_DIFFERS(HALT, ASK, IGNORE),
  /** Booked here, and the venue does not list it. */
  PHANTOM_FILL(HALT, ASK, IGNORE),
  /** Another position, all fills told. */
  POSITION_DIFFERS(ASK, ADOPT, HALT, IGNORE),
  /** Other money, all fills told. */
  BALANCE_DIFFERS(ASK, ADOPT, HALT, IGNORE);

  private final FindingAction otherwise;
  private final Set<FindingAction> actions;

  FindingKind(FindingAction otherwise, FindingAction... others) {
    this.otherwise = otherwise;
    this.actions = Collections.unmodifiableSet(EnumSet.of(otherwise, others));
  }

  /** What is done unless a policy says otherwise. */
  public FindingAction otherwise() {
    return otherwise;
  }

  /** All that can be done about it, by policy or by people. */
  public Set<FindingAction> actions() {
    return actions;
  }
}
