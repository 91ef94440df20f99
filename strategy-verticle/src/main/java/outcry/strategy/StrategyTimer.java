package outcry.strategy;

/** A timer of one strategy. */
public interface StrategyTimer {

  String name();

  /** From here on it does not fire. Idempotent. */
  void cancel();
}
