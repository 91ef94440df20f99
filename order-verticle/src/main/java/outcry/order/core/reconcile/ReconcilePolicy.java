package outcry.order.core.reconcile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import outcry.model.FindingAction;
import outcry.model.FindingKind;

/**
 * What is done about each kind of finding.
 *
 * @param actions by kind; a kind without one is dealt with as {@link FindingKind#otherwise} says
 */
public record ReconcilePolicy(Map<FindingKind, FindingAction> actions) {

  public static final ReconcilePolicy DEFAULT = new ReconcilePolicy(Map.of());

  public ReconcilePolicy {
    var copy = new EnumMap<FindingKind, FindingAction>(FindingKind.class);
    copy.putAll(actions);
    copy.forEach(ReconcilePolicy::requirePossible);
    if (copy.containsValue(FindingAction.IGNORE)) {
      throw new IllegalArgumentException("IGNORE answers one finding, it is no policy");
    }
    actions = Collections.unmodifiableMap(copy);
  }

  /**
   * @throws IllegalArgumentException if that cannot be done about such a finding
   */
  public static void requirePossible(FindingKind kind, FindingAction action) {
    if (!kind.actions().contains(action)) {
      throw new IllegalArgumentException(
          action + " cannot be done about " + kind + "; can: " + kind.actions());
    }
  }

  public FindingAction of(FindingKind kind) {
    return actions.getOrDefault(kind, kind.otherwise());
  }

  /** This policy, and another one where that has something to say. */
  public ReconcilePolicy with(Map<FindingKind, FindingAction> others) {
    var both = new EnumMap<FindingKind, FindingAction>(FindingKind.class);
    both.putAll(actions);
    both.putAll(others);
    return new ReconcilePolicy(both);
  }
}
