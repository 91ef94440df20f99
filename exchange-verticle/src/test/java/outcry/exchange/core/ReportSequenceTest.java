package outcry.exchange.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.model.ExecutionReport;
import outcry.model.ReportPage;

class ReportSequenceTest {

  private static final String ANN = "ann";
  private static final long STARTED = 100;

  private final ToldReports told = new ToldReports(List.of(ANN), STARTED, 50);
  private final ReportSequence sequence = new ReportSequence(from(told, Long.MAX_VALUE));

  @Test
  void whatComesInOrderIsDeliveredAtOnce() {
    assertEquals(List.of(report(1)), sequence.accept(told.add(report(1))));
    assertEquals(List.of(report(2)), sequence.accept(told.add(report(2))));
    assertFalse(sequence.isMissing());
  }

  @Test
  void whatComesTwiceIsDeliveredOnce() {
    var page = told.add(report(1));
    sequence.accept(page);

    assertEquals(List.of(), sequence.accept(page));
  }

  @Test
  void whatComesEarlyWaitsForWhatIsMissing() {
    var first = told.add(report(1));
    var second = told.add(report(2));

    assertEquals(List.of(), sequence.accept(second));
    assertTrue(sequence.isMissing());
    assertEquals(List.of(report(1), report(2)), sequence.accept(first));
    assertFalse(sequence.isMissing());
  }

  @Test
  void aSignOfLifeShowsThatTheLastReportIsMissing() {
    told.add(report(1));

    assertEquals(List.of(), sequence.accept(told.heartbeats().getFirst()));
    assertTrue(sequence.isMissing());
    assertEquals(List.of(report(1)), sequence.acceptAnswer(from(told, sequence.next())));
  }

  @Test
  void aVenueThatWasRestartedGoesOnWithTheNumbers() {
    sequence.accept(told.add(report(1)));
    var restarted = new ToldReports(List.of(ANN), STARTED + 1, 50);
    restarted.add(report(1));

    assertEquals(List.of(report(2)), sequence.accept(restarted.add(report(2))));
    assertEquals(STARTED + 1, sequence.startedNanos());
    assertEquals(List.of(), sequence.accept(told.add(report(3))), "from before the restart");
    assertFalse(sequence.isLost());
  }

  @Test
  void aVenueThatLostItsLogIsFollowedFromWhereItIsAndTheLossIsTold() {
    sequence.accept(told.add(report(1)));
    sequence.accept(told.add(report(2)));
    var anew = new ToldReports(List.of(ANN), STARTED + 1, 50);

    assertEquals(List.of(report(1)), sequence.accept(anew.add(report(1))));
    assertTrue(sequence.isLost());
    assertFalse(sequence.isLost(), "told once");
  }

  @Test
  void whatTheVenueKeepsNoMoreIsToldAsLost() {
    IntStream.rangeClosed(1, 60).forEach(number -> told.add(report(number)));

    var reports = sequence.acceptAnswer(from(told, sequence.next()));

    assertEquals(IntStream.rangeClosed(11, 60).mapToObj(this::report).toList(), reports);
    assertTrue(sequence.isLost());
    assertFalse(sequence.isMissing());
  }

  @Test
  void moreEarlyOnesThanMayWaitAreAskedForAgain() {
    var many = new ToldReports(List.of(ANN), STARTED, 10_000);
    int count = ReportSequence.EARLY_MAX + 500;
    var pages = IntStream.rangeClosed(1, count).mapToObj(i -> many.add(report(i))).toList();
    pages.subList(1, count).forEach(sequence::accept);

    var turn = sequence.accept(pages.getFirst());

    assertEquals(ReportSequence.EARLY_MAX + 1, turn.size());
    assertTrue(sequence.isMissing());
    assertEquals(
        ToldReports.PAGE_MAX - 1, sequence.acceptAnswer(from(many, sequence.next())).size());
    assertFalse(sequence.isMissing());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyReportIsDeliveredOnceAndInOrderWhateverTheBusDoes(long seed) {
    var random = new Random(seed);
    var day = new ToldReports(List.of(ANN), STARTED, 100_000);
    var delivered = new ArrayList<ExecutionReport>();
    var onTheWay = new ArrayList<ReportPage>();
    for (int i = 1; i <= 2_000; i++) {
      var page = day.add(report(i));
      int copies = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(2);
      onTheWay.addAll(Collections.nCopies(copies, page));
      if (random.nextInt(20) == 0) {
        Collections.shuffle(onTheWay, random);
        onTheWay.forEach(late -> delivered.addAll(sequence.accept(late)));
        onTheWay.clear();
        if (sequence.isMissing()) {
          delivered.addAll(sequence.acceptAnswer(from(day, sequence.next())));
        }
      }
    }
    delivered.addAll(sequence.accept(day.heartbeats().getFirst()));
    if (sequence.isMissing()) {
      delivered.addAll(sequence.acceptAnswer(from(day, sequence.next())));
    }

    assertEquals(IntStream.rangeClosed(1, 2_000).mapToObj(this::report).toList(), delivered);
  }

  @Test
  void aStrangerGetsHisReportsWithoutNumbers() {
    var page = told.add(new ExecutionReport.Rejected("eve", "1", "UNKNOWN_ACCOUNT", 1));

    assertEquals(0, page.first());
    assertTrue(told.from("eve", 1).isEmpty());
    assertEquals(page.reports(), sequence.accept(page));
  }

  private static ReportPage from(ToldReports told, long from) {
    return told.from(ANN, from).orElseThrow();
  }

  private ExecutionReport report(int number) {
    return new ExecutionReport.Accepted(ANN, "id-" + number, "S-" + number, number);
  }
}
