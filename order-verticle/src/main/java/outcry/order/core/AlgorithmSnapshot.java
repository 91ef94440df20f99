package outcry.order.core;

import outcry.model.OrderCommand.StartAlgorithm;

/**
 * What the journaled events of an algorithm and its children determine.
 *
 * @param endReason empty while it runs
 * @param endedNanos epoch nanoseconds; 0 while it runs
 * @param filled by its children, quantity units
 * @param committed filled, and what is open at worst, quantity units
 * @param lastChild the number of the last child; 0 if there is none
 * @param failures how many children in a row came to nothing
 */
public record AlgorithmSnapshot(
    StartAlgorithm order,
    long startedNanos,
    String endReason,
    long endedNanos,
    long filled,
    long committed,
    int lastChild,
    int failures) {}
