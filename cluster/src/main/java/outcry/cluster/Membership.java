package outcry.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.cluster.core.Members;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.RoleCount;

/**
 * Tells the cluster that this node is alive, and the node who else is. Refuses to own anything
 * while its build or configuration is not the cluster's. One event loop.
 */
final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Node node;
  private final ClusterStore store;
  private final Duration heartbeat;
  private final Consumer<ClusterState> onState;
  private final Promise<Void> joined = Promise.promise();
  private final Promise<Void> told = Promise.promise();
  private volatile NodeRow self;
  private volatile ClusterState state = new ClusterState(List.of(), List.of());
  private volatile long heardNanos;
  private long timer;
  private boolean beating;
  private boolean beatAgain;
  private boolean silent;
  private boolean stopped;

  /**
   * @param onState told after each heartbeat that was answered
   */
  Membership(
      Node node,
      ClusterStore store,
      NodeRow self,
      Duration heartbeat,
      Consumer<ClusterState> onState) {
    this.node = node;
    this.store = store;
    this.self = self;
    this.heartbeat = heartbeat;
    this.onState = onState;
  }

  /** Completes with the first answer. */
  Future<Void> start() {
    timer = node.vertx().setPeriodic(heartbeat.toMillis(), _ -> beat());
    beat();
    return joined.future();
  }

  /** As it was told last. Any thread. */
  NodeRow self() {
    return self;
  }

  /** As of the last answer. Any thread. */
  ClusterState state() {
    return state;
  }

  /** When the last answer came, by {@link System#nanoTime}. Any thread. */
  long heardNanos() {
    return heardNanos;
  }

  /** Runs other instances from now on; the others hear at once. */
  void runs(List<RoleCount> instances) {
    var before = self;
    self = before.with(instances);
    if (!self.equals(before)) {
      beat();
    }
  }

  /**
   * Owns nothing any more. Completes once the others can know, or the database does not answer:
   * what is given back before that would be nobody's for a while.
   */
  Future<Void> leaving(String why) {
    self = self.with(NodeState.LEAVING, why);
    beat();
    return told.future();
  }

  /** One at a time; what changed meanwhile is told right after. */
  void beat() {
    if (stopped) {
      return;
    }
    if (beating) {
      beatAgain = true;
      return;
    }
    beating = true;
    beatAgain = false;
    var sent = self;
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "heartbeat",
            store.heartbeat(sent),
            (answer, failure) -> {
              beating = false;
              if (failure == null) {
                heard(answer);
              } else {
                failed(failure);
              }
              if (sent.state() == NodeState.LEAVING) {
                told.tryComplete();
              }
              if (beatAgain) {
                beat();
              }
            });
  }

  private void heard(ClusterState answer) {
    heardNanos = System.nanoTime();
    state = answer;
    if (silent) {
      silent = false;
      LOG.info("the database answers heartbeats again");
    }
    judge();
    joined.tryComplete();
    onState.accept(answer);
  }

  private void failed(Throwable failure) {
    node.metrics().counter("heartbeat_failures_total").increment();
    if (!silent) {
      silent = true;
      LOG.warn("the database does not answer heartbeats: {}", failure.getMessage());
    }
  }

  private void judge() {
    if (self.state() == NodeState.LEAVING) {
      return;
    }
    var refusal = Members.refusal(self, state.nodes());
    var before = self;
    self =
        refusal
            .map(why -> before.with(NodeState.REFUSED, why))
            .orElseGet(() -> before.with(NodeState.ACTIVE, ""));
    if (!self.equals(before)) {
      if (refusal.isPresent()) {
        LOG.error("this node may own nothing: {}", refusal.get());
      } else {
        LOG.info("this node may own shards again");
      }
      beatAgain = true;
    }
  }

  /** Tells nothing more; completes once its row is gone, or the database does not answer. */
  Future<Void> stop() {
    stopped = true;
    node.vertx().cancelTimer(timer);
    Promise<Void> gone = Promise.promise();
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "leave",
            store.leave(self.process()),
            (_, failure) -> {
              if (failure != null) { // it is as good as gone: its row ages
                LOG.warn(
                    "the database was not told that this node leaves: {}", failure.getMessage());
              }
              gone.complete();
            });
    return gone.future();
  }
}
