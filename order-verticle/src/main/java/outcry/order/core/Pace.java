package outcry.order.core;

import outcry.order.core.algorithm.Schedule;

/** When one algorithm is to be looked at, and what only this owner knows of it. Not journaled. */
final class Pace implements Comparable<Pace> {

  private static final int BASIS_POINTS = 10_000;

  final Work work;

  /** Null for an algorithm that does not work by the clock. */
  final Schedule schedule;

  /** When to look at it next, epoch nanoseconds. */
  private long nanos;

  /** How often a child was refused for a moment, in a row. */
  private int refusals;

  private boolean begun;
  private long volumeAtStart;
  private long committedBefore;

  Pace(Work work, long lotSize) {
    this.work = work;
    this.schedule = Schedule.of(work.order, lotSize);
  }

  /**
   * The algorithm begins, or this owner begins with it: what is traded counts from here.
   *
   * @param volume so far, quantity units; only differences mean anything
   */
  void begin(long volume) {
    if (!begun) {
      begun = true;
      volumeAtStart = volume;
      committedBefore = work.committed();
    }
  }

  /**
   * How much may have been sent by a share of what has traded, quantity units. What was traded
   * before this owner is not journaled, but it allowed what was sent then.
   */
  long shareOf(long volume, int basisPoints) {
    long traded = volume - volumeAtStart;
    long share =
        traded / BASIS_POINTS * basisPoints + traded % BASIS_POINTS * basisPoints / BASIS_POINTS;
    return Math.addExact(committedBefore, share);
  }

  long nanos() {
    return nanos;
  }

  /** Only while it is not sorted by this. */
  void lookAt(long atNanos) {
    nanos = atNanos;
  }

  /** How long to wait before a child that was refused for a moment is tried again. */
  long refused() {
    return Algorithms.RETRY_NANOS << Math.min(refusals++, 4);
  }

  void sent() {
    refusals = 0;
  }

  @Override
  public int compareTo(Pace other) {
    int byTime = Long.compare(nanos, other.nanos);
    if (byTime != 0) {
      return byTime;
    }
    int byAccount = work.key.account().compareTo(other.work.key.account());
    return byAccount != 0
        ? byAccount
        : work.key.clientOrderId().compareTo(other.work.key.clientOrderId());
  }
}
