package outcry.bus;

/**
 * Whether whoever owns a shard may act for it at this moment. Asked right before anything leaves
 * for others: a process that stood still wakes up believing what it believed. Any thread.
 */
public interface LeaseGuard {

  /** One process that shares nothing with anybody. */
  static LeaseGuard always(String holder) {
    return new LeaseGuard() {
      @Override
      public String holder() {
        return holder;
      }

      @Override
      public long epoch() {
        return 1;
      }

      @Override
      public boolean mayAct() {
        return true;
      }

      @Override
      public boolean isLent() {
        return false;
      }

      @Override
      public void gaveUp(Throwable cause) {
        // nobody else is there to take over: people look first
      }
    };
  }

  /** Who holds the lease: the name under which the journal is claimed. */
  String holder();

  /** Under which it is held; one more for each holder of the shard. */
  long epoch();

  /** Whether somebody else goes on with the shard when this owner has stopped. */
  default boolean isLent() {
    return true;
  }

  /** Whether the lease certainly lasts. Costs a look at the clock. */
  boolean mayAct();

  /**
   * The owner cannot go on: it has stopped acting. Whoever holds the lease stops it for good and
   * decides what is next. May be called from inside the owner's own start; again without effect.
   *
   * @param cause an outage of the journal, after which the next attempt may do better, or a defect
   */
  void gaveUp(Throwable cause);
}
