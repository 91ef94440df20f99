package outcry.venue.simulated;

import outcry.model.Side;

/**
 * What a book reports, in the order it happens, while an operation runs. Must not call the book
 * back.
 */
public interface BookListener {

  void accepted(long id);

  void rejected(long id, BookRefusal refusal);

  /**
   * @param price of the resting order, price units
   * @param quantity traded, quantity units
   * @param makerOpen what is left of the resting order
   * @param takerOpen what is left of the incoming order
   */
  void traded(
      long makerId,
      long takerId,
      Side takerSide,
      long price,
      long quantity,
      long makerOpen,
      long takerOpen);

  /**
   * @param open what was still open of it, quantity units
   */
  void canceled(long id, long open, CancelCause cause);

  void cancelRejected(long id, BookRefusal refusal);

  /**
   * The order now has this open quantity and limit; trades this leads to follow.
   *
   * @param keptPriority whether it kept its place in the queue
   */
  void amended(long id, long open, long price, boolean keptPriority);

  void amendRejected(long id, BookRefusal refusal);

  /**
   * The total at a price changed.
   *
   * @param quantity the new total, 0 when the level is gone
   */
  void levelChanged(Side side, long price, long quantity);
}
