package outcry.model.query;

/**
 * The answer to a {@link NodeProbe}.
 *
 * @param node the one that answers
 * @param failure why the one that asked could not be asked back; empty if it could, or need not
 */
public record NodeProbed(String node, String failure) {}
