package outcry.model.query;

import java.util.List;
import java.util.function.Predicate;

/**
 * The latest of every symbol of a market-data verticle; published a few times a second, newest
 * wins.
 */
public record MarketTop(long atNanos, List<SymbolTop> symbols) {

  /** Of some symbols alone. */
  public MarketTop only(Predicate<String> which) {
    return new MarketTop(
        atNanos, symbols.stream().filter(one -> which.test(one.symbol())).toList());
  }
}
