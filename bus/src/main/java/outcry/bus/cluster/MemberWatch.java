package outcry.bus.cluster;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Health;

/**
 * Raises an alarm for members that should not be there: their address is not among the named ones,
 * their name is used twice, or they are not known ten seconds after they joined. Hazelcast itself
 * lets everybody in who can reach it; the event bus asks for a certificate.
 */
final class MemberWatch {

  /**
   * @param id of the member, unique
   * @param name what it calls itself; empty if it does not say
   */
  record Seen(String id, String name, InetSocketAddress address) {}

  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);

  private final List<NamedMember> named;
  private final Map<String, Long> firstSeen = new LinkedHashMap<>();
  private volatile Predicate<String> isKnown = _ -> true;
  private volatile Map<String, String> alarms = Map.of();

  MemberWatch(List<String> members) {
    this.named = members.stream().map(NamedMember::of).toList();
  }

  void known(Predicate<String> byName) {
    isKnown = byName;
  }

  /** Looks at all members, this node left out; asks the name service, so it blocks. */
  synchronized void look(List<Seen> members, String ourName, long nowNanos) {
    var alarmsNow = new LinkedHashMap<String, String>();
    var names = new ArrayList<String>(List.of(ourName));
    firstSeen.keySet().retainAll(members.stream().map(Seen::id).toList());
    for (var member : members) {
      long since = firstSeen.computeIfAbsent(member.id(), _ -> nowNanos);
      var alarm = alarm(member, names, nowNanos - since);
      names.add(member.name());
      if (!alarm.isEmpty()) {
        alarmsNow.put(member.id(), alarm);
        if (!alarms.containsKey(member.id())) {
          LOG.error("unknown member: {}", alarm);
        }
      }
    }
    alarms = Map.copyOf(alarmsNow);
  }

  private String alarm(Seen member, List<String> names, long ageNanos) {
    var address = member.address();
    var who = address.getHostString() + ":" + address.getPort() + " (" + member.name() + ")";
    if (named.stream().noneMatch(each -> each.is(address.getAddress(), address.getPort()))) {
      return who + " is not among the named members";
    }
    if (names.contains(member.name())) {
      return who + " has the name of another node";
    }
    return ageNanos >= GRACE_NANOS && !isKnown.test(member.name())
        ? who + " has not made itself known"
        : "";
  }

  int unknown() {
    return alarms.size();
  }

  /** Up, since nothing fails by it; but with a detail. */
  Health.Status status() {
    return new Health.Status(
        true, alarms.isEmpty() ? "" : "unknown member: " + String.join("; ", alarms.values()));
  }
}
