package outcry.model.query;

/**
 * A hosted strategy as it stands.
 *
 * @param state e.g. RUNNING
 * @param reason why it stopped; empty while it runs
 * @param parameters as text, for people
 */
public record StrategyView(
    String name,
    String type,
    String account,
    String symbol,
    State state,
    String reason,
    String parameters,
    long orders,
    long callbacks,
    long conflated,
    long sinceNanos) {

  /** Where a strategy is in its life. */
  public enum State {
    STARTING,
    WARMING_UP,
    RUNNING,
    PAUSED,
    STOPPED,
    /** It threw or hung; it was stopped and the reason says why. */
    FAILED,
    /** No node has told of it for some seconds. */
    UNKNOWN
  }
}
