package outcry.order.core;

import java.util.List;
import outcry.model.query.OrderView;

/**
 * What the journaled events of one order determine.
 *
 * @param view as a replay knows it: SENT is INTENT
 * @param amend quantity and price of a pending amend; empty if none
 */
public record OrderSnapshot(
    OrderView view,
    boolean acknowledged,
    boolean cancelPending,
    List<Long> amend,
    List<String> executionIds) {}
