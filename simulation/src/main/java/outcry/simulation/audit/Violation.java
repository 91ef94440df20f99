package outcry.simulation.audit;

import outcry.simulation.kernel.Trace;

/**
 * Something that must never be.
 *
 * @param elapsedNanos virtual time since the start
 * @param id an invariant such as {@code I7}, or one of the six counts such as {@code LOST}
 * @param text what happened, in one line
 */
public record Violation(long elapsedNanos, String id, String text) {

  @Override
  public String toString() {
    return Trace.time(elapsedNanos).strip() + ": " + id + ": " + text;
  }
}
