package outcry.model.cluster;

/**
 * For how long partitions are lent.
 *
 * @param lastsNanos after a claim or renewal, on the database's clock
 * @param renewNanos how often its holder renews it
 * @param marginNanos how much earlier its holder believes it to be over: clocks that should run at
 *     the same rate may differ by that much within one lease
 */
public record LeaseTerms(long lastsNanos, long renewNanos, long marginNanos) {

  private static final long SECOND = 1_000_000_000L;

  /** 3 s, renewed every second, over 300 ms early: somebody else owns it within 10 s. */
  public static final LeaseTerms DEFAULT = new LeaseTerms(3 * SECOND, SECOND, 3 * SECOND / 10);

  public LeaseTerms {
    if (renewNanos < 1 || marginNanos < 0 || lastsNanos <= renewNanos + marginNanos) {
      throw new IllegalArgumentException(
          "a lease of %d ns cannot be renewed every %d ns with %d ns to spare"
              .formatted(lastsNanos, renewNanos, marginNanos));
    }
  }
}
