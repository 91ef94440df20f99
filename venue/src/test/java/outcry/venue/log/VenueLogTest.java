package outcry.venue.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.Amended;
import outcry.model.ExecutionReport.Canceled;
import outcry.model.ExecutionReport.Filled;
import outcry.model.ExecutionReport.NotFound;
import outcry.model.ExecutionReport.Rejected;
import outcry.model.Liquidity;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged.Change;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

class VenueLogTest {

  private static final VenueLogEntry ORDER = order("1", 9);
  private static final VenueLogEntry AMEND = new AmendLogged("ann", "1", 8, 101, 2);
  private static final VenueLogEntry FILL = fill("1", 3, 3);
  private static final VenueLogEntry END =
      new EndLogged("ann", "1", How.CANCELED, "REQUESTED", 3, 4);
  private static final VenueLogEntry REJECT =
      new RejectLogged("änn\t\n\\", "", "why\u0000not\u20ac", Long.MIN_VALUE);
  private static final VenueLogEntry REFUSE =
      new ChangeRejectLogged("ann", "1", Change.AMEND, "TERMINAL", 5);
  private static final List<VenueLogEntry> SAMPLES =
      List.of(ORDER, AMEND, FILL, END, REJECT, REFUSE);

  @Test
  void textAndBack() {
    for (var entry : SAMPLES) {
      assertEquals(entry, VenueLogText.parse(VenueLogText.format(entry)));
    }
    assertEquals(
        Set.of(VenueLogEntry.class.getPermittedSubclasses()),
        SAMPLES.stream().map(Object::getClass).collect(Collectors.toSet()));
  }

  @Test
  void theTextIsExactlyThis() {
    assertEquals(
        "ORDER\tann\t1\tX.SIM\tBUY\tLIMIT\tGTC\t9\t100\tfalse\t50\tS-1\t1\ta91ced85",
        VenueLogText.format(ORDER));
    assertEquals("AMEND\tann\t1\t8\t101\t2\te1671249", VenueLogText.format(AMEND));
    assertEquals(
        "FILL\tann\t1\tS-1\tE-3\t3\t100\t3\t-7\tUSD\tMAKER\t3\t29b221b6",
        VenueLogText.format(FILL));
    assertEquals("END\tann\t1\tCANCELED\tREQUESTED\t3\t4\t9c09671f", VenueLogText.format(END));
    assertEquals(
        "REJECT\t\\u00e4nn\\u0009\\u000a\\u005c\t\twhy\\u0000not\\u20ac\t-9223372036854775808"
            + "\tbb371cf2",
        VenueLogText.format(REJECT));
    assertEquals("REFUSE\tann\t1\tAMEND\tTERMINAL\t5\t1034c568", VenueLogText.format(REFUSE));
  }

  @Test
  void rubbishIsRefused() {
    var lines =
        List.of(
            "",
            "\t",
            "00000000",
            "END\tann\t1\tCANCELED\tREQUESTED\t3\t5\t9c09671f",
            checked("END\tann\t1\tCANCELED\tREQUESTED\t"),
            checked("END\tann\t1\tCANCELED\tREQUESTED\t3\t4\t4\t"),
            checked("END\tann\t1\tCANCELED\tREQUESTED\t3\t4x\t"),
            checked("END\tann\t1\tMELTED\tREQUESTED\t3\t4\t"),
            checked("END\tann\t\\u00\tCANCELED\tREQUESTED\t3\t4\t"),
            checked("END\tann\t\\u00zz\tCANCELED\tREQUESTED\t3\t4\t"),
            checked("WHAT\tann\t"));
    for (var line : lines) {
      assertThrows(VenueLogException.class, () -> VenueLogText.parse(line), line);
    }
  }

  @Test
  void everyCutOfAFileGivesTheEntriesBeforeIt() {
    var whole = file(ORDER, AMEND, FILL);
    for (int length = 0; length <= whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      var contents = VenueLogText.read(cut);
      int entries = (int) new String(cut, StandardCharsets.US_ASCII).lines().count();
      boolean torn = length > 0 && cut[length - 1] != '\n';
      entries -= torn ? 1 : 0;
      var intact = List.of(ORDER, AMEND, FILL).subList(0, entries);
      assertEquals(
          new VenueLogText.Contents(
              intact, file(intact.toArray(VenueLogEntry[]::new)).length, torn),
          contents);
    }
  }

  @Test
  void aDamagedLastLineIsLeftOutAndAnyOtherNamed() {
    var file = file(ORDER, AMEND, FILL);
    file[file.length - 12] ^= 1;
    var damagedLast = VenueLogText.read(file);
    assertEquals(List.of(ORDER, AMEND), damagedLast.entries());
    assertTrue(damagedLast.torn());

    file[file(ORDER).length + 3] ^= 1;
    var thrown = assertThrows(VenueLogException.class, () -> VenueLogText.read(file));
    assertEquals("line 2: checksum missing or wrong", thrown.getMessage());
  }

  @Test
  void aHistoryTellsWhereEveryOrderStands() {
    var history = history(ORDER, AMEND, FILL, order("2", 9), END, REJECT);

    assertEquals(
        List.of(
            new Accepted("ann", "1", "S-1", 1),
            new Amended("ann", "1", 8, 101, 2),
            ((FillLogged) FILL).fill(),
            new Canceled("ann", "1", "REQUESTED", 3, 4)),
        history.query("ann", "1", 9));
    assertEquals(
        List.of(new Rejected(REJECT.account(), "", "why\u0000not\u20ac", Long.MIN_VALUE)),
        history.query(REJECT.account(), "", 9));
    assertEquals(List.of(new NotFound("ann", "3", 9)), history.query("ann", "3", 9));
    assertEquals(List.of("2"), openIds(history));
    assertEquals(Optional.of("S-1"), history.find("ann", "2").orElseThrow().venueOrderId());
    assertEquals(3, history.size());
    assertEquals(5, history.reports("ann").size());
  }

  @Test
  void openOrdersAreSortedByTheirClaim() {
    var history =
        history(
            order("1", 9),
            order("2", 9),
            order("3", 9),
            new AmendLogged("ann", "1", 8, 100, 2), // smaller: keeps its place
            new AmendLogged("ann", "2", 10, 100, 2));
    assertEquals(List.of("1", "3", "2"), openIds(history));

    history.apply(new AmendLogged("ann", "1", 8, 101, 3));
    assertEquals(List.of("3", "2", "1"), openIds(history));
  }

  @Test
  void aLateRejectDoesNotTouchTheOrderThatHasTheId() {
    var history = history(ORDER, new RejectLogged("ann", "1", "CLIENT_ID_REUSED", 2));

    assertEquals(List.of(new Accepted("ann", "1", "S-1", 1)), history.query("ann", "1", 9));
  }

  @Test
  void contradictionsAreRefused() {
    assertContradicts(ORDER, order("1", 9));
    assertContradicts(AMEND);
    assertContradicts(FILL);
    assertContradicts(END);
    assertContradicts(ORDER, END);
    assertContradicts(ORDER, FILL, END, END);
    assertContradicts(ORDER, fill("1", 9, 9), fill("1", 1, 10));
    assertContradicts(ORDER, fill("1", 10, 10));
    assertContradicts(ORDER, fill("1", 2, 3));
    assertContradicts(ORDER, fill("1", 3, 3), new AmendLogged("ann", "1", 3, 100, 2));
    assertContradicts(order("1", 1), order("2", 1), order("3", 1), order("4", 1), order("5", 1));
  }

  private static void assertContradicts(VenueLogEntry... entries) {
    var history = history(Arrays.copyOf(entries, entries.length - 1));
    var last = entries[entries.length - 1];
    assertThrows(VenueLogException.class, () -> history.apply(last), last::toString);
  }

  private static VenueLogHistory history(VenueLogEntry... entries) {
    var history = new VenueLogHistory(4);
    for (var entry : entries) {
      history.apply(entry);
    }
    return history;
  }

  private static List<String> openIds(VenueLogHistory history) {
    return history.open().stream().map(open -> open.order().orElseThrow().clientOrderId()).toList();
  }

  private static VenueLogEntry order(String id, long quantity) {
    return new OrderLogged(
        new VenueOrder(
            "ann",
            id,
            "X.SIM",
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            quantity,
            100,
            false,
            50),
        "S-1",
        1);
  }

  private static VenueLogEntry fill(String id, long quantity, long cumulative) {
    return new FillLogged(
        new Filled(
            "ann",
            id,
            "S-1",
            "E-" + cumulative,
            quantity,
            100,
            cumulative,
            -7,
            "USD",
            Liquidity.MAKER,
            3));
  }

  private static byte[] file(VenueLogEntry... entries) {
    return Arrays.stream(entries)
        .map(entry -> VenueLogText.format(entry) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String checked(String fields) {
    var crc = new CRC32();
    crc.update(fields.getBytes(StandardCharsets.US_ASCII));
    return fields + "%08x".formatted(crc.getValue());
  }
}
