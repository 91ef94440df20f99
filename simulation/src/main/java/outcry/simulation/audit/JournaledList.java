package outcry.simulation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import outcry.model.Contingency;
import outcry.model.OrderEvent.ListSubmitted;

/** Orders that depend on each other as the journal has them, by the auditor's own rules. */
final class JournaledList {

  /** The least quantity that is traded: what is below it can be neither protected nor closed. */
  private static final long LEAST = 20;

  /** After so many tries to close, the next one is too far away to be waited for. */
  private static final int CLOSES_MAX = 4;

  final ListSubmitted event;
  final List<JournaledOrder> members = new ArrayList<>(3);
  final List<JournaledOrder> closes = new ArrayList<>(0);
  private boolean waived;

  JournaledList(ListSubmitted event) {
    this.event = event;
  }

  boolean isComplete() {
    return members.size() == event.clientOrderIds().size();
  }

  boolean isBracket() {
    return event.contingency() == Contingency.BRACKET;
  }

  /** Whether one of its orders is to fill: they count as the largest one. */
  boolean isExclusive() {
    return event.contingency() == Contingency.OCO || event.contingency() == Contingency.OUO;
  }

  /**
   * Whether it may have been over and let go when one of its orders filled, or lost a fill, after
   * all.
   */
  boolean mayBeForgotten() {
    return members.stream().anyMatch(JournaledOrder::wasChangedLate)
        || closes.stream().anyMatch(JournaledOrder::wasChangedLate);
  }

  /** What a bracket has entered and not left, quantity units; negative if it left too much. */
  long held() {
    long held = members.getFirst().stands();
    for (int i = 1; i < members.size(); i++) {
      held -= members.get(i).stands();
    }
    for (var close : closes) {
      held -= close.stands() * sign(close);
    }
    return held;
  }

  /** 1 for an order that leaves what was entered, -1 for one that enters it again. */
  int sign(JournaledOrder close) {
    return close.submit.side() == members.getFirst().submit.side() ? -1 : 1;
  }

  /** Somebody canceled one of its orders. */
  void canceled(JournaledOrder order) {
    waived |= isBracket() && members.size() > 1 && order == members.get(1) && held() > 0;
  }

  /** The most that one of its orders may be for, now; the most there is if it depends on none. */
  long most(JournaledOrder order) {
    var first = members.getFirst();
    return switch (event.contingency()) {
      case BRACKET -> order == first ? Long.MAX_VALUE : order.filled() + Math.max(0, held());
      case OTO ->
          order == first ? Long.MAX_VALUE : Math.min(order.submit.quantity(), first.stands());
      case OUO -> {
        long others = -order.stands();
        for (var member : members) {
          others += member.stands();
        }
        yield order.submit.quantity() - others;
      }
      case NONE, OCO -> Long.MAX_VALUE;
    };
  }

  /**
   * What is wrong with it though nothing is under way; null if nothing is.
   *
   * @param isUnmanned nothing may be sent, or nobody remembers it
   * @param isUnknowable an order may or may not have been there, and nobody can tell
   */
  String wrongAtRest(boolean isUnmanned, Predicate<JournaledOrder> isUnknowable) {
    if (members.stream().anyMatch(isUnknowable) || closes.stream().anyMatch(isUnknowable)) {
      return null;
    }
    for (var member : members) {
      if (member.isIntended() && !member.isEnded() && member.quantity() > most(member)) {
        return "%s is for %d, which the others leave %d of"
            .formatted(member.submit.clientOrderId(), member.quantity(), most(member));
      }
    }
    return switch (event.contingency()) {
      case BRACKET -> bracketAtRest(isUnmanned);
      case OCO -> chosenAtRest();
      case NONE, OTO, OUO -> null;
    };
  }

  private String chosenAtRest() {
    boolean filled = members.stream().anyMatch(member -> member.stands() > 0);
    long open = members.stream().filter(member -> !member.isEnded()).count();
    return filled && open > 1 ? "one has filled and " + open + " are open" : null;
  }

  private String bracketAtRest(boolean isUnmanned) {
    var entry = members.getFirst();
    var stop = members.get(1);
    long held = held();
    boolean closable =
        !waived && !isUnmanned && closes.size() < CLOSES_MAX && Math.abs(held) >= LEAST;
    if (held < 0) {
      return closable ? "it has left " + -held + " more than it entered" : null;
    }
    if (stop.isEnded() && !entry.isEnded()) {
      return "its entry is open and no stop waits";
    }
    if (held == 0) {
      boolean covered = members.stream().skip(1).anyMatch(exit -> !exit.isEnded());
      return covered && entry.isEnded() ? "it holds nothing and an exit is open" : null;
    }
    if (stop.isEnded()) {
      return closable ? "it holds " + held + " and no stop waits" : null;
    }
    return stop.leaves() == held
        ? null
        : "it holds " + held + " and its stop covers " + stop.leaves();
  }
}
