package outcry.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReconcileRequest.Rule;
import outcry.order.core.reconcile.ReconcileConfig;
import outcry.order.core.reconcile.ReconcilePolicy;
import outcry.simulation.kernel.Chance;
import outcry.simulation.venue.Telling;
import outcry.venue.Capabilities.Snapshots;

/**
 * Whether the accounts of a life are held against the venue, and why they differ.
 *
 * @param policy what is done about orders and fills of others, and about sums that differ
 * @param others orders that others give
 * @param transfers positions that others move
 */
record Bookkeeping(Telling telling, FindingAction policy, int others, int transfers) {

  /** Nobody compares anything: sessions tell all that happens, sooner or later. */
  static final Bookkeeping NONE = new Bookkeeping(Telling.OF_ORDERS, FindingAction.ASK, 0, 0);

  private static final long MILLIS = 1_000_000L;
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CURRENT_FOR = Duration.ofSeconds(20);

  /**
   * @param ofItsOwn so that a life without it is what it would be without this
   */
  static Bookkeeping draw(Chance ofItsOwn) {
    if (!ofItsOwn.permille(250)) {
      return NONE;
    }
    long lag = ofItsOwn.of(0L, 200 * MILLIS, 1_000 * MILLIS);
    return new Bookkeeping(
        new Telling(
            new Snapshots(true, lag == 0, lag),
            ofItsOwn.permille(300),
            ofItsOwn.of(0, 50, 200),
            ofItsOwn.half()),
        ofItsOwn.of(
            FindingAction.ADOPT, FindingAction.ADOPT, FindingAction.CANCEL, FindingAction.HALT),
        ofItsOwn.of(0, 2, 5),
        ofItsOwn.of(0, 0, 1, 2));
  }

  boolean isKept() {
    return telling.snapshots().isAvailable();
  }

  /** Whether differences stay until people say what is to be done. */
  boolean waitsForPeople() {
    return policy == FindingAction.HALT;
  }

  /** What people say then. */
  ReconcileRequest answer() {
    return new ReconcileRequest(
        "",
        ReconcileRequest.Mode.RUN,
        Stream.of(
                FindingKind.UNKNOWN_ORDER,
                FindingKind.UNKNOWN_FILL,
                FindingKind.POSITION_DIFFERS,
                FindingKind.BALANCE_DIFFERS)
            .map(kind -> new Rule(kind, FindingAction.ADOPT))
            .toList(),
        List.of());
  }

  ReconcileConfig config() {
    var cancels = policy == FindingAction.CANCEL ? FindingAction.ADOPT : policy;
    var defaults = ReconcileConfig.DEFAULT;
    return new ReconcileConfig(
        PERIOD,
        defaults.confirmation(),
        CURRENT_FOR,
        defaults.overlap(),
        defaults.lookback(),
        new ReconcilePolicy(
            Map.of(
                FindingKind.UNKNOWN_ORDER, policy,
                FindingKind.UNKNOWN_FILL, cancels,
                FindingKind.POSITION_DIFFERS, cancels,
                FindingKind.BALANCE_DIFFERS, cancels)),
        Map.of());
  }
}
