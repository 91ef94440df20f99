package outcry.strategy;

/** Where an order is, as far as its strategy knows. */
public enum TicketStatus {
  /** On its way to the owner of the account or to the venue. */
  SUBMITTING(false),
  /** Held by the owner of the account until the market or another order releases it. */
  HELD(false),
  WORKING(false),
  PARTIALLY_FILLED(false),
  /** A cancel was asked for and not yet answered. */
  PENDING_CANCEL(false),
  /** A change was asked for and not yet answered. */
  PENDING_AMEND(false),
  /** Nobody answered, or the venue did not: it may be working. Only the journal ends this. */
  IN_DOUBT(false),
  FILLED(true),
  CANCELED(true),
  EXPIRED(true),
  /** The venue refused it. */
  REJECTED(true),
  /** We refused it ourselves; it never left the house. */
  DENIED(true),
  /** The venue proved that it never had the order. */
  NOT_SENT(true);

  private final boolean terminal;

  TicketStatus(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean isTerminal() {
    return terminal;
  }
}
