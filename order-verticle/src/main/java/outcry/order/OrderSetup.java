package outcry.order;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import outcry.order.core.OrderConfig;

/**
 * What one order verticle owns, and how it works.
 *
 * @param owner its name in the journal, for people
 * @param partitions which it claims; at least one
 * @param partitionsInAll how many there are in the cluster; the same on every node, for ever
 * @param lastAnswers how long a stop waits for what venues have not answered; what they still have
 *     not is named as left over. Zero where the venues' time has ended, as with a recording: then
 *     nothing is waited for, or left over
 * @param authorisation who may give which command
 */
public record OrderSetup(
    String owner,
    Set<Integer> partitions,
    int partitionsInAll,
    OrderConfig config,
    Duration lastAnswers,
    Authorisation authorisation) {

  public OrderSetup {
    Objects.requireNonNull(authorisation);
    if (partitions.isEmpty()
        || partitions.stream()
            .anyMatch(partition -> partition < 0 || partition >= partitionsInAll)) {
      throw new IllegalArgumentException(
          "partitions must be some of 0 to " + (partitionsInAll - 1) + ", were " + partitions);
    }
    if (lastAnswers.isNegative()) {
      throw new IllegalArgumentException("lastAnswers must not be negative, was " + lastAnswers);
    }
    partitions = Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
  }

  /** A stop waits for no venue. */
  public OrderSetup(
      String owner, Set<Integer> partitions, int partitionsInAll, OrderConfig config) {
    this(owner, partitions, partitionsInAll, config, Duration.ZERO, Authorisation.EVERYBODY);
  }

  /** The same, but a stop waits so long for what venues have not answered. */
  public OrderSetup withLastAnswers(Duration patience) {
    return new OrderSetup(owner, partitions, partitionsInAll, config, patience, authorisation);
  }

  /** The same, but commands are taken only of those who may give them. */
  public OrderSetup with(Authorisation who) {
    return new OrderSetup(owner, partitions, partitionsInAll, config, lastAnswers, who);
  }
}
