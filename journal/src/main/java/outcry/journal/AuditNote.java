package outcry.journal;

/**
 * A decision or an act that is no event of an order, kept for the audit.
 *
 * @param atNanos when, epoch nanoseconds, UTC
 * @param account whose; empty if nobody's in particular
 * @param actor the strategy that asked, or the name of the key
 * @param detail what, for people; at most {@link #DETAIL_MAX} characters, more is cut off
 */
public record AuditNote(long atNanos, Kind kind, String account, String actor, String detail) {

  public static final int DETAIL_MAX = 500;

  /** What it tells of. */
  public enum Kind {
    /** A command was refused, and no event says so. */
    REFUSAL,
    /** What a person did to the house. */
    OPERATOR,
    /** A rule or a limit changed. */
    CONFIGURATION,
    /** A key was made or revoked, a request was refused to one, a second person decided. */
    ACCESS
  }

  public AuditNote {
    detail = detail.length() > DETAIL_MAX ? detail.substring(0, DETAIL_MAX) : detail;
  }
}
