package outcry.bus;

/** Who listens in a cluster, as far as this node knows. Thread-safe. */
public interface Audience {

  /**
   * True if nobody listens there on any node, as far as this one has heard; so it is for what may
   * be lost.
   */
  boolean isNobodyAt(String address);

  /**
   * Registers consumers of which no other node hears.
   *
   * @param registration those that it registers, on the calling thread, are not made known
   */
  void registerQuietly(Runnable registration);

  /**
   * Registers a consumer that is to be the only one: where others are too, on other nodes, messages
   * go to the newest. Who owned something may be paused, and does not know yet that it is over.
   *
   * @param registration what registers it on the calling thread
   */
  void registerAlone(Runnable registration);
}
