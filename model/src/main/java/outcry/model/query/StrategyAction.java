package outcry.model.query;

/**
 * Asks for a strategy to be started, stopped or paused.
 *
 * @param name the running instance's name
 */
public record StrategyAction(String name, Kind kind) {

  /** What to do. */
  public enum Kind {
    START,
    STOP,
    /** Goes on seeing the market; its new orders are refused, cancels pass. */
    PAUSE,
    RESUME
  }
}
