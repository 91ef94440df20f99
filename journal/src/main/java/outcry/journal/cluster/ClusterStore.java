package outcry.journal.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

/**
 * The nodes and leases of a cluster, in its database. Only the database's clock decides what is
 * over. It has connections of its own, so that nothing here waits behind appends to the journal.
 *
 * <p>Thread-safe. Every stage ends, on a thread of the store, within a bounded time; it fails with
 * {@link outcry.journal.JournalException.Unavailable} if the database could not be asked or did not
 * answer: then what was asked may have been done, or may be done yet.
 */
public interface ClusterStore {

  /**
   * Writes a node's row, fresh from now on, and tells of the cluster as it is then. One round trip.
   */
  CompletionStage<ClusterState> heartbeat(NodeRow self);

  /** The node has gone: its row is removed. Its leases are not: it has released them before. */
  CompletionStage<Void> leave(String process);

  /**
   * Takes those of some shards that are free: nobody holds them, their lease is over, or the
   * claimer has them already. In one statement.
   *
   * @param holder {@link outcry.model.cluster.Instance#holder}
   * @return the epochs of those that were taken; one more than before for each
   */
  CompletionStage<Map<Shard, Long>> claim(String holder, Set<Shard> shards, LeaseTerms terms);

  /**
   * Makes leases longer, unless somebody else has claimed them since; over or not. In one
   * statement.
   *
   * @param epochs under which they are held
   * @return those that were renewed; the others are lost
   */
  CompletionStage<Set<Shard>> renew(String holder, Map<Shard, Long> epochs, LeaseTerms terms);

  /** Gives leases back: anybody may claim them at once. Those that were lost are left alone. */
  CompletionStage<Void> release(String holder, Map<Shard, Long> epochs);

  /** Every lease there ever was, by shard; for people. */
  CompletionStage<List<ShardLease>> leases();

  /** How many instances of a role there should be in the cluster. Lasts. */
  CompletionStage<Void> desire(Role role, int instances);

  /** Ends its connections; what is asked afterwards fails. */
  CompletionStage<Void> close();
}
