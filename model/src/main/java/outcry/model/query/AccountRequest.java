package outcry.model.query;

/**
 * Asks a venue for all it knows of an account.
 *
 * @param fillsSinceNanos executions before this are left out; epoch nanoseconds
 */
public record AccountRequest(String account, long fillsSinceNanos) {}
