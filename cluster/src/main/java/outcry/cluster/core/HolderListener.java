package outcry.cluster.core;

import outcry.model.cluster.Shard;

/** Hears what becomes of shards. On the holder's thread; must not call the holder back. */
public interface HolderListener {

  /** Its owner has started. */
  void opened(Shard shard, long epoch);

  /** Its owner is being stopped. */
  void closing(Shard shard, String why);

  /** Its lease is given back: who should own it may claim it. */
  void released(Shard shard);

  /** The lease ended before its owner did. */
  void lost(Shard shard, String why);

  /** Its owner could not start or go on. */
  void failed(Shard shard, ShardHost.Failure failure);

  /** Too many defects in a row: it is left alone for a while. */
  void quarantined(Shard shard, int failures, long forNanos, String why);

  /** It neither starts nor stops. It may not act any more, and its lease is given back. */
  void stuck(Shard shard, String doing);
}
