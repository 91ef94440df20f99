package outcry.journal;

/**
 * A run of a strategy that has begun.
 *
 * @param epoch of this run; no other has it
 * @param state what the run before saved last; empty if nothing ever was. Owned by the receiver
 */
public record StrategyClaim(long epoch, byte[] state) {}
