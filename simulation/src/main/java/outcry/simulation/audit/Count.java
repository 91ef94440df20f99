package outcry.simulation.audit;

/** What is counted at the end of a life. All must be 0. */
public enum Count {
  /** Alive at the venue and dead in the journal, or the other way round. */
  LOST,
  /** Two orders at the venue for one intention. */
  DUPLICATED,
  /** Of unknown fate although everything works again. */
  UNKNOWN_LEFT,
  /** A position or fee sum that is not the sum of the venue's fills. */
  WRONG_POSITION,
  /** Acknowledged to a client, and not in the journal. */
  ACKNOWLEDGED_BUT_MISSING,
  /** At the venue, and nobody asked for it, or beyond a limit, or against a halt. */
  UNAUTHORISED
}
