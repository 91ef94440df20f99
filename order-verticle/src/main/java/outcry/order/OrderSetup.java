package outcry.order;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import outcry.order.core.OrderConfig;

/**
 * What one order verticle owns, and how it works.
 *
 * @param owner its name in the journal, for people
 * @param partitions which it claims; at least one
 * @param partitionsInAll how many there are in the cluster; the same on every node, for ever
 */
public record OrderSetup(
    String owner, Set<Integer> partitions, int partitionsInAll, OrderConfig config) {

  public OrderSetup {
    if (partitions.isEmpty()
        || partitions.stream()
            .anyMatch(partition -> partition < 0 || partition >= partitionsInAll)) {
      throw new IllegalArgumentException(
          "partitions must be some of 0 to " + (partitionsInAll - 1) + ", were " + partitions);
    }
    partitions = Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
  }
}
