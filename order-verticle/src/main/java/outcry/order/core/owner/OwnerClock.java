package outcry.order.core.owner;

/** The only clock of an owner. Called on the owner's thread; actions run there too. */
public interface OwnerClock {

  /** Nanoseconds since the epoch, UTC. Never runs backwards. */
  long nowNanos();

  /**
   * Runs an action {@code delayNanos} from now, never from inside this call.
   *
   * @param name for the list of what is pending
   */
  Timer after(long delayNanos, String name, Runnable action);

  /** A pending action. */
  @FunctionalInterface
  interface Timer {

    /** False if it has run or was canceled before. */
    boolean cancel();
  }
}
