package outcry.order.core.contingent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.Contingency;
import outcry.order.core.contingent.Leg.Place;

class ContingencyRulesTest {

  /**
   * Entry, stop and target of 100: where each is (H held, T held and triggered, L leaving, W
   * working, E ended), its total as it stands and what has filled; then what else is the case (P
   * patience over, U unanswered, V waived, - nothing); then what each should be (= as it is, a
   * total, R and a quantity for release, X canceled) and what is to be closed.
   */
  private static final String BRACKETS =
      """
      W/100/0    H/100/0    H/100/0    -    =    =     =     0
      W/100/40   H/100/0    H/100/0    -    =    40    R40   0
      W/100/40   H/40/0     W/40/0     -    =    =     =     0
      W/100/70   H/40/0     W/40/0     -    =    70    70    0
      W/100/70   H/70/0     W/70/30    -    =    40    =     0
      W/100/70   H/40/0     W/70/70    -    =    =     =     0
      W/100/70   H/40/0     E/70/70    -    X    =     =     0
      E/100/100  H/100/0    W/100/0    -    =    =     =     0
      E/100/100  H/100/0    W/100/60   -    =    40    =     0
      E/100/100  H/100/0    E/100/100  -    =    X     =     0
      E/100/0    H/100/0    H/100/0    -    =    X     X     0
      E/100/40   H/40/0     W/40/0     -    =    =     =     0
      E/100/100  T/100/0    W/100/0    -    =    =     X     0
      E/100/100  T/100/0    W/100/30   -    =    =     X     0
      E/100/100  T/100/0    E/100/30   -    =    R70   =     0
      E/100/100  T/100/0    W/100/30   P    =    R70   X     0
      W/100/40   T/40/0     E/40/0     -    X    =     =     0
      W/100/40   T/40/0     E/40/0     P    X    R40   =     0
      E/100/100  T/100/0    E/100/100  -    =    X     =     0
      E/100/100  L/100/0    E/100/0    -    =    =     =     0
      E/100/100  L/100/0    E/100/0    U    =    X     =     0
      E/100/100  W/100/40   E/100/0    -    =    =     =     0
      E/100/100  E/100/40   E/100/0    -    =    =     =     60
      E/100/100  E/100/0    W/100/0    -    =    =     X     0
      E/100/100  E/100/0    W/100/20   P    =    =     X     80
      E/100/100  E/100/0    W/100/0    V    =    =     =     0
      W/100/40   E/100/0    W/40/0     V    X    =     =     0
      W/100/0    E/100/0    H/100/0    -    X    =     X     0
      E/100/30   E/100/0    E/100/0    -    =    =     =     30
      E/100/100  W/70/0     E/70/0     P    =    =     =     30
      E/100/100  E/100/100  E/100/100  -    =    =     =     -100
      E/100/100  E/70/70    E/100/50   -    =    =     =     -20
      """;

  static Stream<String> brackets() {
    return BRACKETS.lines();
  }

  @ParameterizedTest
  @MethodSource("brackets")
  void whatABracketShouldBe(String row) {
    var cells = row.split(" +");
    var legs = List.of(leg(cells[0], false), leg(cells[1], false), leg(cells[2], true));
    var more = cells[3];
    var now = new Circumstances(more.contains("P"), more.contains("U"), more.contains("V"), 0, 0);

    var plan = ContingencyRules.plan(Contingency.BRACKET, legs, now);

    assertEquals(
        List.of(cells).subList(4, 8),
        List.of(
            text(plan.goals().get(0)),
            text(plan.goals().get(1)),
            text(plan.goals().get(2)),
            "" + plan.close()));
  }

  private static Leg leg(String text, boolean rests) {
    var parts = text.split("/");
    long ordered = Long.parseLong(parts[1]);
    long filled = Long.parseLong(parts[2]);
    var place =
        switch (parts[0]) {
          case "H", "T" -> Place.HELD;
          case "L" -> Place.LEAVING;
          case "W" -> Place.WORKING;
          default -> Place.ENDED;
        };
    boolean out = place == Place.LEAVING || place == Place.WORKING;
    return new Leg(
        place,
        100,
        ordered,
        filled,
        filled,
        out ? ordered - filled : 0,
        !rests,
        parts[0].equals("T"),
        rests);
  }

  private static String text(Goal goal) {
    return switch (goal) {
      case Goal.Keep _ -> "=";
      case Goal.Total(long total) -> "" + total;
      case Goal.Release(long quantity) -> "R" + quantity;
      case Goal.Cancel _ -> "X";
    };
  }

  /** All ways in which entry, stop and target can have filled, in tenths. */
  @Test
  void whateverHasFilledTheExitsNeverTakeMoreThanIsHeld() {
    var seen = new ArrayList<String>();
    for (long entry = 0; entry <= 100; entry += 10) {
      for (long target = 0; target <= entry; target += 10) {
        for (long asked = Math.max(target, 10); asked <= 100; asked += 10) {
          for (boolean open : List.of(true, false)) {
            var legs =
                List.of(
                    leg((open && entry < 100 ? "W" : "E") + "/100/" + entry, false),
                    leg("H/100/0", false),
                    leg((target < asked ? "W/" : "E/") + asked + "/" + target, true));
            var plan = ContingencyRules.plan(Contingency.BRACKET, legs, Circumstances.ORDINARY);
            long held = entry - target;
            var stop = plan.goals().get(1);
            long covers = stop instanceof Goal.Total(long total) ? total : 100;
            boolean isCovered = held == 0 || (covers == held && !(stop instanceof Goal.Cancel));
            long leaves =
                switch (plan.goals().get(2)) {
                  case Goal.Total(long total) -> total - target;
                  case Goal.Cancel _ -> 0;
                  case Goal.Keep _ -> legs.get(2).leaves();
                  case Goal.Release(long quantity) -> quantity;
                };
            if (!isCovered || leaves > held || plan.close() != 0) {
              seen.add(entry + "/" + target + "/" + asked + " " + plan);
            }
          }
        }
      }
    }
    assertTrue(seen.isEmpty(), seen::toString);
  }

  @Test
  void whatAClosingOrderMayFillIsNotClosedAgain() {
    var legs = List.of(leg("E/100/100", false), leg("E/100/0", false));

    assertEquals(
        List.of(100L, 40L, 0L, -20L),
        List.of(close(legs, 0, 0), close(legs, 0, 60), close(legs, 30, 70), close(legs, 120, 0)));
  }

  private static long close(List<Leg> legs, long closed, long closing) {
    var now = new Circumstances(false, false, false, closed, closing);
    return ContingencyRules.plan(Contingency.BRACKET, legs, now).close();
  }

  @Test
  void ofSeveralThatFillAtOnceTheFirstIsChosen() {
    var legs = List.of(leg("W/100/0", true), leg("W/100/10", true), leg("W/100/20", true));

    assertEquals(
        List.of("X", "=", "X"),
        ContingencyRules.plan(Contingency.OCO, legs, Circumstances.ORDINARY).goals().stream()
            .map(ContingencyRulesTest::text)
            .toList());
  }

  @Test
  void whatFillsAtOnceOfSeveralIsTakenOffEach() {
    var legs = List.of(leg("W/100/30", true), leg("W/100/20", true), leg("W/100/0", true));

    assertEquals(
        List.of("80", "70", "50"),
        ContingencyRules.plan(Contingency.OUO, legs, Circumstances.ORDINARY).goals().stream()
            .map(ContingencyRulesTest::text)
            .toList());
  }
}
