package outcry.simulation.cluster;

import java.util.List;
import outcry.model.JournaledEvent;
import outcry.position.core.Changes;
import outcry.position.core.Positions;
import outcry.simulation.database.Connection;

/**
 * The projection of positions of one partition: reads from its stored offset, folds, and stores
 * rows and offset together. Doorbells are hints.
 */
final class PositionReader {

  private static final long POLL_NANOS = 1_000_000_000L;
  private static final int BATCH = 20;

  private final Cluster cluster;
  private final Node node;
  private final int partition;
  private Connection connection;
  private Positions positions;
  private long offset;
  private boolean busy;

  PositionReader(Cluster cluster, Node node, int partition) {
    this.cluster = cluster;
    this.node = node;
    this.partition = partition;
  }

  void start() {
    poll();
  }

  private void poll() {
    step();
    node.later(POLL_NANOS, this::poll);
  }

  /** The journal may be further. */
  void doorbell(long sequence) {
    if (positions == null || sequence > offset) {
      step();
    }
  }

  private void step() {
    if (busy) {
      return;
    }
    busy = true;
    if (connection == null || connection.isBroken()) {
      connection = cluster.database().connect();
      positions = null; // whether the last projection was stored is not known
    }
    if (positions == null) {
      load();
    } else {
      read();
    }
  }

  private void load() {
    var stored = cluster.database().projection(partition);
    connection.<Long>ask(
        () -> {
          var loaded = new Positions(cluster.instruments());
          loaded.load(stored.positions(), stored.cash());
          positions = loaded;
          return stored.offset();
        },
        node.receiver(
            (storedOffset, failure) -> {
              busy = false;
              if (failure != null) {
                positions = null;
              } else {
                offset = storedOffset;
                step();
              }
            }));
  }

  private void read() {
    connection.<List<JournaledEvent>>ask(
        () -> cluster.database().tables().read(partition, offset, BATCH),
        node.receiver(
            (events, failure) -> {
              if (failure != null || events.isEmpty()) {
                busy = false;
              } else {
                project(events, positions.fold(events));
              }
            }));
  }

  private void project(List<JournaledEvent> events, Changes changes) {
    long to = events.getLast().sequence();
    connection.<Boolean>ask(
        () -> cluster.database().projection(partition).project(offset, to, changes),
        node.receiver(
            (stored, failure) -> {
              busy = false;
              if (failure != null || !stored) {
                positions = null; // somebody else was faster, or nobody knows
              } else {
                positions.commit(changes);
                offset = to;
              }
              step();
            }));
  }
}
