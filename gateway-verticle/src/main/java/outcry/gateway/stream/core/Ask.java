package outcry.gateway.stream.core;

/** What a client wants. */
public sealed interface Ask {

  /** The client's own, repeated in the answer. */
  String id();

  /** Who it is, for the first time or with a renewed token. */
  record Auth(String id, String token) implements Ask {

    /** Without the token. */
    @Override
    public String toString() {
      return "Auth " + id;
    }
  }

  /**
   * @param from the sequence of the last message it has; -1 for a snapshot
   * @param epoch of the gateway it had it from; empty if it does not say
   */
  record Subscribe(String id, Topic topic, long from, String epoch) implements Ask {

    public static final long SNAPSHOT = -1;
  }

  record Unsubscribe(String id, Topic topic) implements Ask {}

  record Ping(String id) implements Ask {}
}
