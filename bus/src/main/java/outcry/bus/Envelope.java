package outcry.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;

/**
 * What travels beside a request.
 *
 * @param principal on whose behalf it is asked, as the asking node says; empty if it does not say
 * @param deadlineMillis nobody waits for the answer any more: milliseconds since the epoch on the
 *     asking node's clock; 0 if it does not say, as within one process
 */
public record Envelope(String principal, long deadlineMillis) {

  /** The longest principal, in characters. */
  public static final int PRINCIPAL_MAX = 128;

  /** How far the clocks of two nodes may be apart. A request is late only beyond this. */
  static final long CLOCK_SKEW_MILLIS = 1_000;

  static final Envelope EMPTY = new Envelope("", 0);

  private static final String PRINCIPAL = "p";
  private static final String DEADLINE = "d";

  public Envelope {
    if (principal.length() > PRINCIPAL_MAX) {
      throw new IllegalArgumentException("a principal of " + principal.length() + " characters");
    }
  }

  void write(DeliveryOptions options) {
    if (!principal.isEmpty()) {
      options.addHeader(PRINCIPAL, principal);
    }
    if (deadlineMillis != 0) {
      options.addHeader(DEADLINE, Long.toString(deadlineMillis));
    }
  }

  /**
   * @throws Unreadable if another node wrote nonsense
   */
  static Envelope read(MultiMap headers) {
    var principal = headers.get(PRINCIPAL);
    var deadline = headers.get(DEADLINE);
    if (principal == null && deadline == null) {
      return EMPTY;
    }
    try {
      return new Envelope(
          principal == null ? "" : principal, deadline == null ? 0 : Long.parseLong(deadline));
    } catch (IllegalArgumentException e) {
      throw new Unreadable("not an envelope: " + e.getMessage());
    }
  }

  boolean isLate(long nowMillis) {
    return deadlineMillis != 0 && nowMillis - deadlineMillis > CLOCK_SKEW_MILLIS;
  }
}
