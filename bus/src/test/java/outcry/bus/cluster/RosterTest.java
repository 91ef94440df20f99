package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

  private final Roster roster = new Roster();

  @Test
  void whatIsPublishedReachesEverybodyWhoListens() {
    roster.add("a", listening("quotes", 1), false);
    roster.add("a", listening("quotes", 2), true);
    roster.replace("b", List.of(listening("quotes", 1), listening("trades", 2)));
    assertEquals(
        Set.of(info("a", 1, false), info("a", 2, true), info("b", 1, false)),
        Set.copyOf(roster.at("quotes")));
    assertEquals(List.of(info("b", 2, false)), roster.at("trades"));
    assertEquals(List.of(), roster.at("bars"));
  }

  @Test
  void ofThoseWhoWantToBeTheOnlyOneTheNewestIs() {
    roster.replace("paused", List.of(new Listening("orders.1", 7, true, 1_000)));
    assertEquals(List.of(info("paused", 7, false)), roster.at("orders.1"));
    roster.add("new", new Listening("orders.1", 3, true, 4_000), false);
    assertEquals(List.of(info("new", 3, false)), roster.at("orders.1"));
    assertTrue(roster.remove("new", "orders.1", 3));
    assertEquals(List.of(info("paused", 7, false)), roster.at("orders.1"));
  }

  @Test
  void aListReplacesTheOneBeforeAndSaysWhereThatChangesSomething() {
    var quotes = listening("quotes", 1);
    assertEquals(
        Set.of("quotes", "trades"), roster.replace("b", List.of(quotes, listening("trades", 2))));
    assertEquals(Set.of(), roster.replace("b", List.of(listening("trades", 2), quotes)));
    assertEquals(
        Set.of("trades", "bars"), roster.replace("b", List.of(quotes, listening("bars", 3))));
    assertTrue(roster.isNobodyAt("trades"));
    assertEquals(Set.of("quotes", "bars"), roster.replace("b", List.of()));
    assertTrue(roster.isNobodyAt("quotes"));
    assertEquals(0, roster.size("b"));
  }

  @Test
  void othersAreNotToldOfWhoListensOnThisNodeOnly() {
    roster.add("a", listening("quotes", 1), false);
    roster.add("a", listening("reply", 2), true);
    assertEquals(List.of(listening("quotes", 1)), roster.of("a"));
    assertEquals(2, roster.size("a"));
    assertFalse(roster.remove("a", "reply", 9));
  }

  private static Listening listening(String address, long seq) {
    return new Listening(address, seq, false, 1_000);
  }

  private static RegistrationInfo info(String node, long seq, boolean localOnly) {
    return new RegistrationInfo(node, seq, localOnly);
  }
}
