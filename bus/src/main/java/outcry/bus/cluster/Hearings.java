package outcry.bus.cluster;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who waits until which nodes have heard what. Not thread-safe. */
final class Hearings {

  private record Hearing(long version, Set<String> nodes, Promise<Void> heard) {}

  private final List<Hearing> pending = new ArrayList<>();

  /** Waits until all of these have heard that version or a later one, or it is completed. */
  Promise<Void> await(long version, Set<String> nodes) {
    pending.removeIf(hearing -> hearing.heard().future().isComplete());
    Promise<Void> heard = Promise.promise();
    pending.add(new Hearing(version, new HashSet<>(nodes), heard));
    return heard;
  }

  /** The node has heard it. Returns what is to be completed, off the lock. */
  List<Promise<Void>> heard(String node, long version) {
    var complete = new ArrayList<Promise<Void>>();
    for (var hearing : pending) {
      if (hearing.version() <= version
          && hearing.nodes().remove(node)
          && hearing.nodes().isEmpty()) {
        complete.add(hearing.heard());
      }
    }
    pending.removeIf(hearing -> hearing.nodes().isEmpty());
    return complete;
  }
}
