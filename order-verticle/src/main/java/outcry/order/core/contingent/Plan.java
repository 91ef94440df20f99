package outcry.order.core.contingent;

import java.util.List;

/**
 * What the orders of a list should be now.
 *
 * @param goals one for each order, in the order of the list
 * @param close of a bracket, what nothing covers and nothing will: to be closed at the market.
 *     Quantity units, as its exits are signed: negative if the exits have filled more than the
 *     entry, and that is to be bought or sold back
 * @param exposed of a bracket, what it holds while no stop of it is certain to protect it; quantity
 *     units
 */
public record Plan(List<Goal> goals, long close, long exposed) {

  public Plan {
    goals = List.copyOf(goals);
  }

  static Plan of(List<Goal> goals) {
    return new Plan(goals, 0, 0);
  }
}
