package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.bus.Health.Status;
import outcry.bus.TestNode;
import outcry.bus.cluster.MemberWatch.Seen;

class MemberWatchTest {

  private static final Seen NAMED = seen("a", "order-1", "127.0.0.1", 5701);

  private final MemberWatch watch = new MemberWatch(List.of("localhost:5701", "127.0.0.2:5702"));

  @Test
  void memberAtANamedAddressIsWelcome() {
    watch.look(List.of(NAMED, seen("b", "order-2", "127.0.0.2", 5702)), "gateway", 0);
    assertEquals(new Status(true, ""), watch.status());
  }

  @Test
  void memberAtAnotherAddressOrPortRaisesTheAlarmOnceUntilItIsGone() {
    var log = TestNode.logOf(MemberWatch.class);
    var stranger = seen("c", "order-3", "127.0.0.1", 5702);
    watch.look(List.of(NAMED, stranger), "gateway", 0);
    watch.look(List.of(NAMED, stranger), "gateway", 1);
    assertEquals(1, watch.unknown());
    assertEquals(
        new Status(true, "unknown member: 127.0.0.1:5702 (order-3) is not among the named members"),
        watch.status());
    assertEquals(1, log.size());
    watch.look(List.of(NAMED), "gateway", 2);
    assertEquals(0, watch.unknown());
  }

  @Test
  void nameOfAnotherNodeRaisesTheAlarm() {
    watch.look(List.of(NAMED), "order-1", 0);
    assertEquals(
        "unknown member: 127.0.0.1:5701 (order-1) has the name of another node",
        watch.status().detail());
  }

  @Test
  void memberThatDoesNotMakeItselfKnownHasTenSeconds() {
    var known = new ArrayList<String>();
    watch.known(known::contains);
    watch.look(List.of(NAMED), "gateway", 7);
    watch.look(List.of(NAMED), "gateway", 7 + MemberWatch.GRACE_NANOS - 1);
    assertEquals(0, watch.unknown());
    watch.look(List.of(NAMED), "gateway", 7 + MemberWatch.GRACE_NANOS);
    assertEquals(
        "unknown member: 127.0.0.1:5701 (order-1) has not made itself known",
        watch.status().detail());
    known.add("order-1");
    watch.look(List.of(NAMED), "gateway", 8 + MemberWatch.GRACE_NANOS);
    assertEquals(0, watch.unknown());
  }

  private static Seen seen(String id, String name, String host, int port) {
    return new Seen(id, name, new InetSocketAddress(host, port));
  }
}
