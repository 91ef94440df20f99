package outcry.model.cluster;

/**
 * A shard and its lease, for people.
 *
 * @param holder {@link Instance#holder}; empty if nobody has it
 * @param isLive whether the lease lasts still, by the database's clock
 */
public record ShardLease(Shard shard, String holder, long epoch, boolean isLive) {}
