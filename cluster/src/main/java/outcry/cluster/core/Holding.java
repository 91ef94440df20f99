package outcry.cluster.core;

import outcry.model.cluster.Shard;

/** One shard as one instance sees it. */
final class Holding {

  enum Stage {
    CLOSED,
    OPENING,
    OPEN,
    CLOSING
  }

  private final Shard shard;
  private final Lease lease;
  private Grant grant;
  private Stage stage = Stage.CLOSED;
  private long sinceNanos;
  private long grantedNanos;
  private boolean overdue;
  private ShardHost.Failure gaveUp;
  private int failures;
  private long notBeforeNanos;

  Holding(Shard shard, Lease lease) {
    this.shard = shard;
    this.lease = lease;
  }

  Shard shard() {
    return shard;
  }

  Lease lease() {
    return lease;
  }

  Grant grant() {
    return grant;
  }

  Stage stage() {
    return stage;
  }

  void stage(Stage next, long nowNanos) {
    stage = next;
    sinceNanos = nowNanos;
    overdue = false;
  }

  void stoodStill(long nanos) {
    sinceNanos += nanos;
  }

  long inStageNanos(long nowNanos) {
    return nowNanos - sinceNanos;
  }

  long heldNanos(long nowNanos) {
    return nowNanos - grantedNanos;
  }

  void granted(long epoch, long nowNanos) {
    lease.granted(epoch);
    if (grant == null || grant.epoch() != epoch) {
      grant = new Grant(epoch, lease.endsNanos());
      grantedNanos = nowNanos;
    } else {
      grant.lastsUntil(lease.endsNanos());
    }
  }

  /** It may not act any more. */
  void revoked() {
    if (grant != null) {
      grant.end();
    }
  }

  boolean isOverdue() {
    return overdue;
  }

  void overdue() {
    overdue = true;
  }

  /** Null while its owner goes on. */
  ShardHost.Failure gaveUp() {
    return gaveUp;
  }

  void gaveUp(ShardHost.Failure failure) {
    gaveUp = failure;
  }

  int failures() {
    return failures;
  }

  /** Another defect in a row. */
  int failedAgain() {
    failures++;
    return failures;
  }

  void forgiven() {
    failures = 0;
  }

  void leaveAloneUntil(long nanos) {
    notBeforeNanos = nanos;
  }

  boolean isLeftAlone(long nowNanos) {
    return nowNanos < notBeforeNanos;
  }

  /** Nothing here and nothing on its way. */
  boolean isGone() {
    return stage == Stage.CLOSED && !lease.isHeld() && !lease.isAsking();
  }
}
