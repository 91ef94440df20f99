package outcry.order.core;

import java.util.List;
import outcry.model.query.OrderView;

/**
 * What the journaled events of one order determine.
 *
 * @param view as a replay knows it: SENT is INTENT
 * @param amend quantity and price of a pending amend; empty if none
 * @param triggerPrice price units; 0 if none
 * @param triggeredNanos when its trigger price was met, if others had to go first; otherwise 0
 * @param deadlineNanos of its intent, epoch nanoseconds; 0 if there is none
 * @param bustedQuantity of the fills that were taken back, quantity units
 */
public record OrderSnapshot(
    OrderView view,
    boolean acknowledged,
    boolean cancelPending,
    List<Long> amend,
    long triggerPrice,
    long triggeredNanos,
    long deadlineNanos,
    long bustedQuantity,
    List<String> executionIds) {}
