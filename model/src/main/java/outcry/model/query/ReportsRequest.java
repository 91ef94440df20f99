package outcry.model.query;

/**
 * Asks a venue for an account's reports once more.
 *
 * @param from the number of the first one; beyond the last one only what comes next is told
 */
public record ReportsRequest(String account, long from) {}
