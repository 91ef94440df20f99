package outcry.model.query;

/**
 * Asks for the book of a symbol as it is.
 *
 * @param levels of each side at most, from the best; at least 1
 */
public record BookQuery(String symbol, int levels) {}
