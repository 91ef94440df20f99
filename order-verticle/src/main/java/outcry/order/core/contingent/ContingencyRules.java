package outcry.order.core.contingent;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Contingency;
import outcry.order.core.contingent.Leg.Place;

/**
 * What orders that depend on each other should be. A function of how they are, not of what just
 * happened: whoever asks, whenever, gets the same answer, so what a crash has interrupted is taken
 * up by whoever asks next, and asking once too often does nothing.
 */
public final class ContingencyRules {

  private static final String FIRST_ENDED = "the first order of its list ended unfilled";

  private ContingencyRules() {}

  /**
   * @param legs in the order of the list
   */
  public static Plan plan(Contingency contingency, List<Leg> legs, Circumstances now) {
    return switch (contingency) {
      case NONE -> Plan.of(legs.stream().map(_ -> Goal.KEEP).toList());
      case OCO -> oneCancelsOthers(legs, now);
      case OTO -> oneTriggersOthers(legs);
      case OUO -> oneUpdatesOthers(legs, now);
      case BRACKET -> BracketRules.plan(legs, now);
    };
  }

  private static Plan oneCancelsOthers(List<Leg> legs, Circumstances now) {
    int chosen = chosen(legs);
    var goals = new ArrayList<Goal>(legs.size());
    for (int i = 0; i < legs.size(); i++) {
      var leg = legs.get(i);
      if (!leg.isOpen() || chosen < 0) {
        goals.add(Goal.KEEP);
      } else if (i != chosen) {
        goals.add(new Goal.Cancel("another order of its list was chosen"));
      } else {
        goals.add(triggered(leg, leg.ordered(), othersGone(legs, i) || now.patienceOver()));
      }
    }
    return Plan.of(goals);
  }

  /** The one that has filled, else the one whose price was met; -1 if there is none. */
  private static int chosen(List<Leg> legs) {
    int triggered = -1;
    for (int i = 0; i < legs.size(); i++) {
      if (legs.get(i).net() > 0) {
        return i;
      }
      if (triggered < 0 && legs.get(i).triggered() && legs.get(i).isOpen()) {
        triggered = i;
      }
    }
    return triggered;
  }

  private static boolean othersGone(List<Leg> legs, int but) {
    for (int i = 0; i < legs.size(); i++) {
      if (i != but && legs.get(i).isOpen()) {
        return false;
      }
    }
    return true;
  }

  private static Goal triggered(Leg leg, long quantity, boolean mayGo) {
    return leg.isHeld() && leg.triggered() && mayGo ? new Goal.Release(quantity) : Goal.KEEP;
  }

  private static Plan oneTriggersOthers(List<Leg> legs) {
    var first = legs.getFirst();
    var goals = new ArrayList<Goal>(legs.size());
    goals.add(Goal.KEEP);
    for (var leg : legs.subList(1, legs.size())) {
      goals.add(child(first, leg));
    }
    return Plan.of(goals);
  }

  private static Goal child(Leg first, Leg leg) {
    long wanted = Math.min(leg.asked(), Math.max(0, first.net()));
    if (!leg.isOpen()) {
      return Goal.KEEP;
    }
    if (wanted == 0) {
      return first.isOpen() && leg.isHeld() ? Goal.KEEP : new Goal.Cancel(FIRST_ENDED);
    }
    if (!leg.isHeld()) {
      return total(leg, wanted);
    }
    if (leg.hasTrigger()) {
      return leg.triggered() ? new Goal.Release(wanted) : total(leg, wanted);
    }
    return released(first, leg, wanted);
  }

  /** What cannot grow at its venue goes once, when all is filled that will be. */
  static Goal released(Leg first, Leg leg, long quantity) {
    return leg.resizable() || !first.isOpen() ? new Goal.Release(quantity) : Goal.KEEP;
  }

  /** A total that differs, where there is anything left to fill of it. */
  static Goal total(Leg leg, long total) {
    if (total <= leg.filled()) {
      return new Goal.Cancel("nothing is left for it to fill");
    }
    return total == leg.ordered() ? Goal.KEEP : new Goal.Total(total);
  }

  private static Plan oneUpdatesOthers(List<Leg> legs, Circumstances now) {
    long net = 0;
    int triggered = -1;
    for (int i = 0; i < legs.size(); i++) {
      net += legs.get(i).net();
      boolean goes = legs.get(i).isOpen() && (legs.get(i).triggered());
      triggered = triggered < 0 && goes ? i : triggered;
    }
    var goals = new ArrayList<Goal>(legs.size());
    for (int i = 0; i < legs.size(); i++) {
      var leg = legs.get(i);
      long total = leg.asked() - (net - leg.net());
      if (!leg.isOpen()) {
        goals.add(Goal.KEEP);
      } else if (total <= leg.filled()) {
        goals.add(new Goal.Cancel("the others of its list have filled"));
      } else if (triggered >= 0 && i != triggered) {
        goals.add(new Goal.Cancel("another order of its list was triggered"));
      } else if (i == triggered && leg.place() == Place.HELD) {
        goals.add(triggered(leg, total, othersGone(legs, i) || now.patienceOver()));
      } else {
        goals.add(total(leg, total));
      }
    }
    return Plan.of(goals);
  }
}
