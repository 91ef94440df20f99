package outcry.model.query;

/**
 * Asks a node whether it can be reached.
 *
 * @param from the node that asks
 * @param askBack whether the one asked shall ask back, to see that messages arrive both ways
 */
public record NodeProbe(String from, boolean askBack) {}
