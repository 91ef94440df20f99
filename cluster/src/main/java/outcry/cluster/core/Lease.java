package outcry.cluster.core;

import outcry.model.cluster.LeaseTerms;

/**
 * What one node knows of its lease of one partition, and what it should do about it. All times are
 * on the node's own clock, which must not jump: a node counts a lease from the moment it asked,
 * which is never later than the moment the database granted it. One thread.
 *
 * <p>Follow {@link #due} with {@link #asked}, and that with exactly one of {@link #granted}, {@link
 * #refused} and {@link #failed}.
 */
public final class Lease {

  /** What is to be asked of the database now. */
  public enum Step {
    NOTHING,
    CLAIM,
    RENEW,
    /** It may be over: stop acting first, then claim anew. */
    STOP
  }

  private final LeaseTerms terms;
  private long epoch;
  private long endsNanos;
  private long askedNanos;
  private long nextNanos;
  private boolean asking;

  public Lease(LeaseTerms terms) {
    this.terms = terms;
  }

  /** Whether the node may act for the partition at this moment. */
  public boolean mayAct(long nowNanos) {
    return epoch > 0 && nowNanos < endsNanos;
  }

  /** The epoch it is held under; 0 if it is not held. */
  public long epoch() {
    return epoch;
  }

  public boolean isHeld() {
    return epoch > 0;
  }

  /** Until when it is certain, if it is held. */
  public long endsNanos() {
    return endsNanos;
  }

  /** Whether a claim or renewal is on its way. */
  public boolean isAsking() {
    return asking;
  }

  /** It may have become free: what is due next is due now, or then. */
  public void nextNoLaterThan(long atNanos) {
    nextNanos = Math.min(nextNanos, atNanos);
  }

  public Step due(long nowNanos) {
    if (epoch > 0 && nowNanos >= endsNanos) {
      return Step.STOP;
    }
    if (asking || nowNanos < nextNanos) {
      return Step.NOTHING;
    }
    return epoch > 0 ? Step.RENEW : Step.CLAIM;
  }

  /** The claim or renewal leaves now. */
  public void asked(long nowNanos) {
    asking = true;
    askedNanos = nowNanos;
    nextNanos = nowNanos + terms.renewNanos();
  }

  /** It was claimed or renewed under this epoch. */
  public void granted(long grantedEpoch) {
    asking = false;
    epoch = grantedEpoch;
    endsNanos = askedNanos + terms.lastsNanos() - terms.marginNanos();
  }

  /** Somebody else has it. */
  public void refused() {
    asking = false;
    epoch = 0;
  }

  /** Whether it was granted is not known: what was certain before still is. */
  public void failed() {
    asking = false;
  }

  /** The node has stopped acting. */
  public void stopped() {
    epoch = 0;
    nextNanos = Math.max(nextNanos, askedNanos + terms.renewNanos());
  }
}
