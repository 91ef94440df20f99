package outcry.position.core;

import java.util.Map;
import outcry.model.Position;

/**
 * What a run of journaled events makes of positions and cash: new values, by key. Immutable.
 *
 * @param positions only those that changed
 * @param cash only those that changed
 * @param fills how many fills were counted
 */
public record Changes(
    Map<PositionKey, Changed<Position>> positions, Map<CashKey, Changed<Cash>> cash, int fills) {

  /**
   * A value and the last event that changed it.
   *
   * @param sequence of that event in its partition
   * @param atNanos when its owner learned it
   */
  public record Changed<T>(T value, long sequence, long atNanos) {}
}
