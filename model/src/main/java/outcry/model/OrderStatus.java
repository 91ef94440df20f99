package outcry.model;

/** Where an order is in its life. See docs/design.md for the table of states and events. */
public enum OrderStatus {
  /** Our own risk refused it; it never left the house. */
  DENIED(true),
  /** Journaled, not yet handed to a venue session. */
  INTENT(false),
  /** Handed to the venue session; no answer yet. */
  SENT(false),
  WORKING(false),
  PARTIALLY_FILLED(false),
  /** A cancel was journaled and not yet answered. */
  PENDING_CANCEL(false),
  /** An amend was journaled and not yet answered. */
  PENDING_AMEND(false),
  /** The venue's answer is missing; only the venue's evidence ends this. */
  IN_DOUBT(false),
  FILLED(true),
  CANCELED(true),
  EXPIRED(true),
  REJECTED(true),
  /** The venue proved that it never had the order. */
  NOT_SENT(true),
  /** Held by us until the market or another order releases it; see docs/design.md. */
  TRIGGER_PENDING(false);

  private final boolean terminal;

  OrderStatus(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean isTerminal() {
    return terminal;
  }
}
