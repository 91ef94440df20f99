package outcry.model;

/**
 * An order event with its place in the journal.
 *
 * @param partition which journal
 * @param sequence 1, 2, 3, ... without gaps within the partition
 * @param epoch the ownership under which it was written
 */
public record JournaledEvent(int partition, long sequence, long epoch, OrderEvent event) {}
