package outcry.bus.cluster;

import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens where, on every node of which this one has heard. Not thread-safe. */
final class Roster {

  private record Listener(String node, Listening listening, boolean localOnly) {
    RegistrationInfo info() {
      return new RegistrationInfo(node, listening.seq(), localOnly);
    }
  }

  private static final Comparator<Listener> BY_AGE =
      Comparator.comparingLong((Listener listener) -> listener.listening().sinceMillis())
          .thenComparing(Listener::node)
          .thenComparingLong(listener -> listener.listening().seq());

  private final Map<String, List<Listener>> byAddress = new HashMap<>();
  private final Map<String, Map<Listening, Listener>> byNode = new HashMap<>();

  void add(String node, Listening listening, boolean localOnly) {
    var listener = new Listener(node, listening, localOnly);
    byNode.computeIfAbsent(node, _ -> new HashMap<>()).put(listening, listener);
    byAddress.computeIfAbsent(listening.address(), _ -> new ArrayList<>()).add(listener);
  }

  /** Returns whether it was there. */
  boolean remove(String node, String address, long seq) {
    var found =
        byAddress.getOrDefault(address, List.of()).stream()
            .filter(listener -> listener.node().equals(node) && listener.listening().seq() == seq)
            .findFirst();
    found.ifPresent(listener -> remove(node, listener.listening()));
    return found.isPresent();
  }

  private void remove(String node, Listening listening) {
    var listener = byNode.get(node).remove(listening);
    byAddress.computeIfPresent(
        listening.address(),
        (_, list) -> {
          list.remove(listener);
          return list.isEmpty() ? null : list;
        });
  }

  /**
   * From here on the node listens to these and nothing else.
   *
   * @return the addresses at which that changes something
   */
  Set<String> replace(String node, Collection<Listening> all) {
    var now = new LinkedHashSet<>(all);
    var before = Set.copyOf(byNode.getOrDefault(node, Map.of()).keySet());
    var changed = new LinkedHashSet<String>();
    for (var listening : before) {
      if (!now.contains(listening)) {
        remove(node, listening);
        changed.add(listening.address());
      }
    }
    for (var listening : now) {
      if (!before.contains(listening)) {
        add(node, listening, false);
        changed.add(listening.address());
      }
    }
    if (now.isEmpty()) {
      byNode.remove(node);
    }
    return changed;
  }

  /** What the node listens to and others may know. */
  List<Listening> of(String node) {
    return byNode.getOrDefault(node, Map.of()).values().stream()
        .filter(listener -> !listener.localOnly())
        .map(Listener::listening)
        .toList();
  }

  int size(String node) {
    return byNode.getOrDefault(node, Map.of()).size();
  }

  boolean isNobodyAt(String address) {
    return !byAddress.containsKey(address);
  }

  /** Whom a message to that address may reach: of those who want to be the only one, the newest. */
  List<RegistrationInfo> at(String address) {
    var all = byAddress.getOrDefault(address, List.of());
    return all.stream()
        .filter(listener -> listener.listening().sole())
        .max(BY_AGE)
        .map(newest -> List.of(newest.info()))
        .orElseGet(() -> all.stream().map(Listener::info).toList());
  }
}
