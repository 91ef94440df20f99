package outcry.order.core;

/**
 * Something legal that should not happen; counted, logged and shown to people.
 *
 * @param detail which order, for people
 */
public record Incident(Kind kind, String detail) {

  /** What happened. */
  public enum Kind {
    /** A fill of an order we thought was over: real money, booked. */
    LATE_FILL,
    /** More filled than ordered: real money, booked as reported. */
    OVERFILL,
    /** An execution id seen before, with other content: not booked, the account is halted. */
    EXECUTION_CONFLICT,
    /** The venue took a fill back: the position is corrected. */
    FILL_BUSTED,
    /** The venue has told of more fills of an order than are here: it is asked for them. */
    MISSING_FILL,
    /** A fill of an order we do not know: the account is halted. */
    UNATTRIBUTED_FILL,
    /** A report about an order we do not know. */
    UNKNOWN_ORDER,
    /** The venue holds an order that we know as over. */
    GHOST_ORDER,
    /** The venue does not know an order it has acknowledged before. */
    FORGOTTEN_BY_VENUE,
    /** An order in doubt that this venue can never clear up: people must. */
    UNRESOLVABLE_DOUBT,
    /** An account differs from what its venue says. */
    DIFFERENCE,
    /** An account has not been known to be right for too long: it takes no new risk. */
    UNRECONCILED,
    /** A report that no venue should send; nothing follows from it. */
    IMPOSSIBLE_REPORT,
    /** A bracket holds what no stop protects: it is closed, or people must. */
    NAKED_POSITION,
    /** More than a bracket held was closed: what is too much is flattened, or people must. */
    DOUBLE_COVERED,
    /** An order we held was refused for good when its time came: it is canceled. */
    RELEASE_REFUSED,
    /** An order we hold is due, and has been refused for a while: it is tried again and again. */
    RELEASE_DELAYED,
    /** An order that waited for its price went, and its venue never got it: nothing replaces it. */
    RELEASE_NOT_SENT,
    /** Orders wait for a price, and there are no live prices. */
    UNWATCHED,
    /** The venue refuses to cancel an order whose time is up: it is asked again. */
    EXPIRY_REFUSED,
    /** An account lost too much: it may only reduce, or nothing, until people let it go on. */
    RULE_BREACHED,
    /** A strategy traded or was refused too often: it is halted until people let it go on. */
    STRATEGY_DISABLED
  }
}
