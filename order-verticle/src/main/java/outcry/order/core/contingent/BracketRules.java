package outcry.order.core.contingent;

import java.util.ArrayList;
import java.util.List;
import outcry.order.core.contingent.Leg.Place;

/**
 * The rules of a bracket: an entry, its protective stop and at most one target. What the entry has
 * filled and no exit has, is <em>held</em> and must be protected. The stop is watched by us, so it
 * protects all that is held from the moment a fill is known. Once its price is met, whatever else
 * could fill goes first, for a bounded time, and then the stop goes for all that is held. What an
 * exit that is gone leaves uncovered is closed at the market; what might still be covered by an
 * order whose outcome is unknown is not, for that would be the same order twice.
 */
final class BracketRules {

  private static final String NOTHING_HELD = "nothing is left to protect";

  private final Leg entry;
  private final Leg stop;

  /** Null if there is none. */
  private final Leg target;

  private final Circumstances now;
  private final long held;

  /** The way out has begun, or the stop is gone: nothing may be added. */
  private final boolean isLeaving;

  private final boolean othersGone;

  private BracketRules(List<Leg> legs, Circumstances now) {
    entry = legs.get(0);
    stop = legs.get(1);
    target = legs.size() > 2 ? legs.get(2) : null;
    this.now = now;
    held = entry.net() - stop.net() - (target == null ? 0 : target.net()) - now.closed();
    isLeaving = stop.triggered() || !stop.isHeld();
    othersGone = !entry.isOpen() && (target == null || !target.isOpen());
  }

  static Plan plan(List<Leg> legs, Circumstances now) {
    var rules = new BracketRules(legs, now);
    var goals = new ArrayList<Goal>(3);
    goals.add(rules.entry());
    goals.add(rules.stop());
    if (rules.target != null) {
      goals.add(rules.target());
    }
    return new Plan(goals, rules.close(), rules.exposed());
  }

  private Goal entry() {
    if (!entry.isOpen()) {
      return Goal.KEEP;
    }
    if (isLeaving) {
      return new Goal.Cancel("its bracket has no stop that waits");
    }
    boolean targetReached =
        target != null && !target.isOpen() && target.filled() >= target.ordered();
    return targetReached && target.filled() > 0
        ? new Goal.Cancel("its target was reached")
        : Goal.KEEP;
  }

  private Goal stop() {
    return switch (stop.place()) {
      case ENDED -> Goal.KEEP;
      case HELD -> heldStop();
      case LEAVING, WORKING -> {
        if (held <= 0) {
          yield new Goal.Cancel(NOTHING_HELD);
        }
        if (now.isUnanswered() && stop.place() == Place.LEAVING) {
          yield new Goal.Cancel("its venue does not answer");
        }
        yield stop.resizable() || stop.leaves() > held
            ? ContingencyRules.total(stop, stop.filled() + held)
            : Goal.KEEP;
      }
    };
  }

  private Goal heldStop() {
    if (held <= 0) {
      return entry.isOpen() ? Goal.KEEP : new Goal.Cancel(NOTHING_HELD);
    }
    if (!stop.triggered()) {
      return ContingencyRules.total(stop, stop.filled() + held);
    }
    return othersGone || now.patienceOver() ? new Goal.Release(held) : Goal.KEEP;
  }

  private Goal target() {
    if (!target.isOpen()) {
      return Goal.KEEP;
    }
    if (isLeaving && !now.isWaived()) {
      return new Goal.Cancel("the stop of its bracket goes");
    }
    if (held <= 0) {
      return entry.isOpen() && target.leaves() == 0 ? Goal.KEEP : new Goal.Cancel(NOTHING_HELD);
    }
    if (!target.isHeld()) {
      return ContingencyRules.total(target, target.filled() + held);
    }
    if (target.hasTrigger()) {
      return target.triggered()
          ? new Goal.Release(held)
          : ContingencyRules.total(target, target.filled() + held);
    }
    return ContingencyRules.released(entry, target, held);
  }

  private long close() {
    if (held < 0) {
      return Math.min(0, held - Math.min(0, now.closing()));
    }
    if (stop.isHeld() || now.isWaived() || !(othersGone || now.patienceOver())) {
      return 0;
    }
    return Math.max(0, held - stop.leaves() - Math.max(0, now.closing()));
  }

  private long exposed() {
    return switch (stop.place()) {
      case HELD -> 0;
      case WORKING -> Math.max(0, held - stop.leaves());
      case LEAVING -> now.isUnanswered() ? Math.max(0, held) : 0;
      case ENDED -> Math.max(0, held);
    };
  }
}
