package outcry.model.access;

/**
 * Something that one person has asked for and another one has to allow. Times are epoch
 * nanoseconds, UTC.
 *
 * @param id unique
 * @param kind what is asked for, e.g. {@code TRADING_STATE}
 * @param request its content, as it was asked for; at most {@link #REQUEST_MAX} characters
 * @param requestedBy a key's name
 * @param decidedBy a key's name; empty while nobody has
 */
public record Approval(
    String id,
    String kind,
    String request,
    String requestedBy,
    long requestedNanos,
    long expiresNanos,
    State state,
    String decidedBy,
    long decidedNanos) {

  public static final int REQUEST_MAX = 4_096;

  /** Where it stands; one whose time is over is still pending here. */
  public enum State {
    PENDING,
    APPROVED,
    REJECTED
  }

  public Approval {
    if (request.length() > REQUEST_MAX) {
      throw new IllegalArgumentException("a request has at most " + REQUEST_MAX + " characters");
    }
  }

  /** Whether it can still be decided. */
  public boolean isOpen(long nowNanos) {
    return state == State.PENDING && nowNanos < expiresNanos;
  }
}
