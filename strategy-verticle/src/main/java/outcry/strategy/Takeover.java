package outcry.strategy;

import java.util.List;

/**
 * What a run carries on: one that was cut off.
 *
 * @param formerEpoch of the run that was cut off
 * @param savedNanos when it saved for the last time, epoch nanoseconds
 * @param resent orders it may have sent and nobody has answered: sent again under the same ids
 */
public record Takeover(long formerEpoch, long savedNanos, List<OrderTicket> resent) {
  public Takeover {
    resent = List.copyOf(resent);
  }
}
