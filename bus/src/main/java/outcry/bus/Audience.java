package outcry.bus;

/** Who listens in a cluster, as far as this node knows. Thread-safe. */
public interface Audience {

  /**
   * True if nobody listens there on any node; may be a second old, so it is for what may be lost.
   */
  boolean isNobodyAt(String address);

  /**
   * Registers consumers of which no other node hears.
   *
   * @param registration those that it registers, on the calling thread, are not made known
   */
  void registerQuietly(Runnable registration);
}
