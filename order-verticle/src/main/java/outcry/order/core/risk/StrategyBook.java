package outcry.order.core.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.RefusalCode;

/** What a strategy has and may yet get within one account, and how often it traded of late. */
public final class StrategyBook {

  private final String name;
  private final Map<String, Exposure> exposures = new LinkedHashMap<>();
  private final Limits.Repeats repeats;
  private final Repetitions executions;
  private final Repetitions rejections;
  private int openOrders;

  StrategyBook(String name, Limits.Repeats repeats) {
    this.name = name;
    this.repeats = repeats;
    executions = new Repetitions(repeats.executionsMax(), repeats.window().toNanos());
    rejections = new Repetitions(repeats.rejectionsMax(), repeats.window().toNanos());
  }

  public String name() {
    return name;
  }

  Collection<Exposure> exposures() {
    return exposures.values();
  }

  /** Null if it never had any. */
  Exposure exposure(String symbol) {
    return exposures.get(symbol);
  }

  void add(String symbol, Exposure exposure) {
    exposures.put(symbol, exposure);
  }

  int openOrders() {
    return openOrders;
  }

  void opened(int change) {
    openOrders += change;
  }

  Repetitions executions() {
    return executions;
  }

  Repetitions rejections() {
    return rejections;
  }

  /** Somebody has looked at it: what was counted is over. */
  void clearRepetitions() {
    executions.clear();
    rejections.clear();
  }

  /** Why it must be halted, or null. */
  public Verdict tooOften() {
    if (executions.isTripped()) {
      return verdict(repeats.executionsMax(), "executions");
    }
    return rejections.isTripped() ? verdict(repeats.rejectionsMax(), "rejections") : null;
  }

  private Verdict verdict(int max, String what) {
    return new Verdict(
        RefusalCode.LIMIT_REPEATED,
        max + " " + what + " of " + name + " within " + repeats.window().toMillis() + " ms");
  }
}
