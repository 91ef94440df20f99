package outcry.cluster.core;

import java.util.function.Consumer;
import outcry.model.cluster.Shard;

/**
 * Where the owners of shards live. Called on the holder's thread; outcomes arrive there too, once
 * for each call, never from inside it.
 */
public interface ShardHost {

  /** Why an owner does not go on. */
  enum Trouble {
    /** The database or a lease was away for a moment: the next attempt may do better. */
    OUTAGE,
    /** It would happen again with the same journal. */
    DEFECT
  }

  /**
   * Why an owner did not start, or cannot go on.
   *
   * @param why for people
   */
  record Failure(Trouble trouble, String why) {}

  /**
   * Starts the owner of a shard.
   *
   * @param grant to be asked before anything is done for the shard
   * @param gaveUp told at any time after the call if the owner cannot go on; it has stopped acting
   * @param opened null once it has started; otherwise nothing of it is left
   */
  void open(Shard shard, Grant grant, Consumer<Failure> gaveUp, Consumer<Failure> opened);

  /**
   * Stops the owner of a shard that has started.
   *
   * @param closed nothing of it is left, however it ended
   */
  void close(Shard shard, Runnable closed);
}
