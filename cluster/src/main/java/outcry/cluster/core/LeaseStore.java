package outcry.cluster.core;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.model.cluster.Shard;

/**
 * The lease rows as one holder asks for them; see {@code outcry.journal.cluster.ClusterStore}.
 * Every call has exactly one outcome, which arrives on the holder's thread and never from inside
 * the call; after a failure what was asked may have been done, or may be done yet.
 */
public interface LeaseStore {

  /**
   * @param outcome the epochs of those that were granted
   */
  void claim(Set<Shard> shards, BiConsumer<Map<Shard, Long>, Throwable> outcome);

  /**
   * @param outcome those that were renewed
   */
  void renew(Map<Shard, Long> epochs, BiConsumer<Set<Shard>, Throwable> outcome);

  /**
   * @param outcome null once they are free
   */
  void release(Map<Shard, Long> epochs, Consumer<Throwable> outcome);
}
