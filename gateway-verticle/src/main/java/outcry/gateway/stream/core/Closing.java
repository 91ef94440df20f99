package outcry.gateway.stream.core;

/**
 * Why a client is closed.
 *
 * @param code of RFC 6455, or 4000 and more for our own
 * @param reason stable
 */
public record Closing(int code, String reason) {

  public static final Closing UNAUTHENTICATED = new Closing(4401, "UNAUTHENTICATED");
  public static final Closing TOO_MANY_SOCKETS = new Closing(4429, "LIMIT");
  public static final Closing SLOW_CONSUMER = new Closing(1013, "SLOW_CONSUMER");
  public static final Closing OVERLOADED = new Closing(1013, "OVERLOADED");
  public static final Closing TOO_FAST = new Closing(1008, "RATE");
  public static final Closing TOO_MANY_ERRORS = new Closing(1008, "ERRORS");
  public static final Closing TOO_BIG = new Closing(1009, "MESSAGE_TOO_BIG");
  public static final Closing NOT_UTF8 = new Closing(1007, "NOT_UTF8");
  public static final Closing NOT_TEXT = new Closing(1003, "NOT_TEXT");
  public static final Closing PROTOCOL = new Closing(1002, "PROTOCOL");
  public static final Closing SILENT = new Closing(1001, "SILENT");

  /** It has gone by itself: nobody is told. */
  public static final Closing GONE = new Closing(1000, "GONE");

  public static final Closing STOPPING = new Closing(1001, "STOPPING");
}
