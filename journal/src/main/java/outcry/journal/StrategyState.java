package outcry.journal;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a strategy keeps for whoever runs it next.
 *
 * @param strategy its name
 * @param epoch of the run that saved it: a later run has a higher one
 * @param content the journal does not look into it; at most {@link #CONTENT_MAX} bytes, not changed
 *     afterwards
 */
public record StrategyState(String strategy, long epoch, byte[] content) {

  public static final int CONTENT_MAX = 1 << 20;

  public StrategyState {
    Objects.requireNonNull(strategy);
    if (content.length > CONTENT_MAX) {
      throw new IllegalArgumentException(
          "the state of strategy %s has %d bytes, most are %d"
              .formatted(strategy, content.length, CONTENT_MAX));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StrategyState(var name, var run, var bytes)
        && strategy.equals(name)
        && epoch == run
        && Arrays.equals(content, bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(strategy, epoch, Arrays.hashCode(content));
  }

  @Override
  public String toString() {
    return "StrategyState[%s, epoch %d, %d bytes]".formatted(strategy, epoch, content.length);
  }
}
