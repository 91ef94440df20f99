package outcry.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import outcry.simulation.ScriptedWorld.Outcome;

/** What has gone wrong in the order handling of others, as they have told it. */
class PublishedFailuresTest {

  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void aTimeoutIsNoFailureAndNothingIsResent() {
    world.losesAnswers();
    world.buy("o1", 100);
    world.pass(10);
    assertEquals("IN_DOUBT", world.status("o1"));
    world.buyAgain("o1", 100);
    world.pass(20);
    world.answersQueries();
    world.restoresStream();
    world.pass(20);

    assertEquals(
        new Outcome(
            List.of("o1"), List.of("o1 open 0"), List.of("o1 WORKING 0/100"), List.of(), 0, null),
        world.outcome());
  }

  @Test
  void anOrderInFlightIsNotTakenForRejectedAndItsPositionIsKept() {
    world.losesAnswers();
    world.buy("o1", 100);
    world.pass(3);
    world.venueFills("o1", 100);
    world.pass(60);
    assertEquals("IN_DOUBT", world.status("o1"));
    world.restart();
    world.pass(60);
    assertEquals("IN_DOUBT", world.status("o1"));
    world.answersQueries();
    world.pass(20);

    assertEquals(
        new Outcome(
            List.of("o1"),
            List.of("o1 over 100"),
            List.of("o1 FILLED 100/100"),
            List.of(100L),
            100,
            null),
        world.outcome());
  }

  @Test
  void notFoundRightAfterCreationProvesNothing() {
    world.losesAnswers();
    world.buy("o1", 100);
    world.pass(1);
    world.answersQueries(); // and for a while they say that there is no such order
    world.pass(7);
    assertEquals("IN_DOUBT", world.status("o1"));
    world.pass(20);

    assertEquals(
        new Outcome(
            List.of("o1"), List.of("o1 open 0"), List.of("o1 WORKING 0/100"), List.of(), 0, null),
        world.outcome());
  }

  @Test
  void sixAcceptedOrdersSurviveAnOutageOfTheNameService() {
    var ids = List.of("o1", "o2", "o3", "o4", "o5", "o6");
    world.losesAnswers();
    ids.forEach(id -> world.buy(id, 100));
    world.pass(30); // far beyond every deadline
    ids.forEach(id -> assertEquals("IN_DOUBT", world.status(id)));
    world.venueFills("o2", 40);
    world.answersQueries();
    world.restoresStream();
    world.pass(30);

    assertEquals(
        new Outcome(
            ids,
            List.of("o1 open 0", "o2 open 40", "o3 open 0", "o4 open 0", "o5 open 0", "o6 open 0"),
            List.of(
                "o1 WORKING 0/100",
                "o2 PARTIALLY_FILLED 40/100",
                "o3 WORKING 0/100",
                "o4 WORKING 0/100",
                "o5 WORKING 0/100",
                "o6 WORKING 0/100"),
            List.of(40L),
            40,
            null),
        world.outcome());
  }

  @Test
  void aWarmRestartInventsNoFill() {
    world.buy("o1", 100);
    world.sell("o2", 60);
    world.pass(1);
    world.venueFills("o1", 100);
    world.pass(1);
    world.venueFills("o2", 40);
    world.pass(2);
    for (int i = 0; i < 3; i++) {
      world.restart(); // each session tells the day so far
      world.pass(10);
    }

    assertEquals(
        new Outcome(
            List.of("o1", "o2"),
            List.of("o1 over 100", "o2 open 40"),
            List.of("o1 FILLED 100/100", "o2 PARTIALLY_FILLED 40/60"),
            List.of(100L, -40L),
            60,
            null),
        world.outcome());
  }

  @Test
  void everyBracketThatFillsWhileItsOwnerIsDeadHasItsStop() {
    var ids = IntStream.range(10, 30).mapToObj(i -> "b" + i).toList();
    var filled = ids.subList(0, 14);
    var rest = ids.subList(14, 20);
    ids.forEach(id -> world.bracket(id, 100));
    world.pass(3);
    world.restart();
    filled.forEach(id -> world.venueFills(id, 60));
    world.pass(20);
    assertEquals(
        sorted(
            List.of(
                each(filled, " PARTIALLY_FILLED 60/100"),
                each(filled, "-stop TRIGGER_PENDING 0/60"),
                each(rest, " WORKING 0/100"),
                each(rest, "-stop TRIGGER_PENDING 0/100"))),
        world.known());
    world.marketMovesTo(8_980);
    world.pass(10);
    filled.forEach(id -> world.venueFills(id + "-stop", 60));

    assertEquals(
        new Outcome(
            sorted(List.of(ids, each(filled, "-stop"))),
            sorted(
                List.of(
                    each(filled, " over 60"),
                    each(filled, "-stop over 60"),
                    each(rest, " open 0"))),
            sorted(
                List.of(
                    each(filled, " CANCELED 60/100"),
                    each(filled, "-stop FILLED 60/60"),
                    each(rest, " WORKING 0/100"),
                    each(rest, "-stop TRIGGER_PENDING 0/100"))),
            Stream.concat(
                    Collections.nCopies(14, 60L).stream(), Collections.nCopies(14, -60L).stream())
                .toList(),
            0,
            null),
        world.outcome());
  }

  private static List<String> each(List<String> ids, String more) {
    return ids.stream().map(id -> id + more).toList();
  }

  private static List<String> sorted(List<List<String>> lists) {
    return lists.stream().flatMap(List::stream).sorted().toList();
  }

  @Test
  void fillsThatAQueryToldAreNotCountedAgainWhenTheStreamTellsThem() {
    world.losesAnswers();
    world.buy("o1", 100);
    world.pass(2);
    world.venueFills("o1", 30);
    world.venueFills("o1", 20);
    world.pass(5);
    world.answersQueries();
    world.pass(20);
    assertEquals("PARTIALLY_FILLED", world.status("o1")); // by the query alone
    world.restoresStream();
    world.venueFills("o1", 50);
    world.pass(5);

    assertEquals(
        new Outcome(
            List.of("o1"),
            List.of("o1 over 100"),
            List.of("o1 FILLED 100/100"),
            List.of(30L, 20L, 50L),
            100,
            null),
        world.outcome());
  }
}
