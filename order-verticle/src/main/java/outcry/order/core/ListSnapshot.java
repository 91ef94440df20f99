package outcry.order.core;

import java.util.List;
import outcry.model.Contingency;

/**
 * What the journaled events of one list determine.
 *
 * @param closes client order ids of what it closed with
 * @param waived somebody canceled the stop while it protected something
 * @param amendTotals what was asked for last, by order; 0 if nothing was
 * @param amendsRefused by order
 * @param cancelsRefusedNanos when the last cancel was refused, by order; 0 if none was
 */
public record ListSnapshot(
    String account,
    String listId,
    Contingency contingency,
    List<String> clientOrderIds,
    List<String> closes,
    boolean waived,
    List<Long> amendTotals,
    List<Boolean> amendsRefused,
    List<Long> cancelsRefusedNanos) {}
