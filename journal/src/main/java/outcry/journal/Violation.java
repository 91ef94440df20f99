package outcry.journal;

/**
 * Something in the database that must never be.
 *
 * @param invariant its id, e.g. {@code I10}
 * @param detail where, for people
 */
public record Violation(String invariant, String detail) {}
