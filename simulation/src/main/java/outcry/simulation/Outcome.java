package outcry.simulation;

import outcry.simulation.audit.Violation;

/**
 * How one life went.
 *
 * @param fingerprint of everything that happened: equal for equal seeds
 * @param events how many actions ran
 * @param virtualNanos how long it was
 * @param violation the first one; null if nothing was ever wrong
 */
public record Outcome(
    long seed, long fingerprint, long events, long virtualNanos, Violation violation) {

  public boolean isGood() {
    return violation == null;
  }
}
