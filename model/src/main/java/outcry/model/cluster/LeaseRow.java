package outcry.model.cluster;

/**
 * The lease of one partition as the database keeps it. Only the database's clock decides whether it
 * is over; being over only permits a take-over, and the epoch alone decides who may write.
 *
 * @param epoch one more for each claim; 0 if there never was one
 * @param holder the process that has it, another name after each start; empty if nobody has
 * @param endsNanos on the database's clock
 */
public record LeaseRow(long epoch, String holder, long endsNanos) {

  /** Nobody ever had it. */
  public static final LeaseRow NONE = new LeaseRow(0, "", 0);

  /**
   * Whether somebody may claim it now. Its holder may at any time: it knows that it does not act
   * under the old epoch any more.
   */
  public boolean isFreeFor(String claimer, long databaseNanos) {
    return holder.isEmpty() || holder.equals(claimer) || databaseNanos >= endsNanos;
  }

  /** After a claim that {@link #isFreeFor} allows. */
  public LeaseRow claimed(String claimer, long databaseNanos, LeaseTerms terms) {
    return new LeaseRow(epoch + 1, claimer, databaseNanos + terms.lastsNanos());
  }

  /** Whether a holder may make it longer: until somebody else has claimed it, over or not. */
  public boolean isRenewableBy(String renewer, long itsEpoch) {
    return epoch == itsEpoch && holder.equals(renewer);
  }

  public LeaseRow renewed(long databaseNanos, LeaseTerms terms) {
    return new LeaseRow(epoch, holder, databaseNanos + terms.lastsNanos());
  }

  /** Its holder has stopped acting, and gives it back early. */
  public LeaseRow released() {
    return new LeaseRow(epoch, "", 0);
  }
}
