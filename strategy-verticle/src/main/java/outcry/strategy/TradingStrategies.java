package outcry.strategy;

/** Where a strategy meets its parameters. */
final class TradingStrategies {

  private TradingStrategies() {}

  /** The record was read for the very type argument of the strategy's class. */
  @SuppressWarnings("unchecked")
  static <P extends Record> void attach(
      TradingStrategy<P> strategy, Record parameters, Context context) {
    strategy.attach((P) parameters, context);
  }
}
