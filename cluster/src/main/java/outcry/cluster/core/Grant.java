package outcry.cluster.core;

/**
 * The right to act for a shard under one epoch. Ends once and never comes back: who holds the shard
 * again later gets another one. Written by the holder, read by anybody.
 */
public final class Grant {

  private final long epoch;
  private volatile long endsNanos;
  private volatile boolean over;

  Grant(long epoch, long endsNanos) {
    this.epoch = epoch;
    this.endsNanos = endsNanos;
  }

  public long epoch() {
    return epoch;
  }

  /** Whether one may act at a moment of the holder's clock. Any thread. */
  public boolean mayAct(long nowNanos) {
    return !over && nowNanos < endsNanos;
  }

  void lastsUntil(long nanos) {
    endsNanos = nanos;
  }

  void end() {
    over = true;
  }
}
