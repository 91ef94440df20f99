package outcry.simulation.venue;

/** Why the venue does not take a request. */
enum VenueRefusal {
  /** It has seen the client order id. Says nothing about what became of the first one. */
  DUPLICATE,
  /** This copy came too late. Says nothing about another copy. */
  DEADLINE_PASSED,
  /** Its own rules: there is no such order, and there will not be. */
  NOT_ACCEPTABLE
}
