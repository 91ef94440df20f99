package outcry.position;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.bus.Addresses;
import outcry.journal.Journal;
import outcry.position.core.SignedSums;

/** Checks invariant I5 on the database: stored positions and fees against the journaled fills. */
public final class PositionAudit {

  private final Journal journal;
  private final int partitions;

  public PositionAudit(Journal journal, int partitions) {
    this.journal = journal;
    this.partitions = partitions;
  }

  /**
   * One line per violation; empty is good. Each partition is checked as of one moment, up to its
   * stored offset. Reads the whole journal, in bounded batches. Any thread.
   */
  public CompletionStage<List<String>> check() {
    CompletionStage<List<String>> all = CompletableFuture.completedFuture(List.of());
    for (int partition = 0; partition < partitions; partition++) {
      int next = partition;
      all = all.thenCompose(before -> check(next).thenApply(found -> joined(before, found)));
    }
    return all;
  }

  private CompletionStage<List<String>> check(int partition) {
    return journal
        .query(
            connection ->
                PositionRows.load(
                    connection,
                    partition,
                    account -> Addresses.partitionOf(account, partitions) == partition))
        .thenCompose(
            stored ->
                sum(partition, 0, stored.offset(), new SignedSums())
                    .thenApply(sums -> sums.differences(stored.positions(), stored.cash())));
  }

  private CompletionStage<SignedSums> sum(int partition, long from, long to, SignedSums sums) {
    if (from >= to) {
      return CompletableFuture.completedFuture(sums);
    }
    int limit = (int) Math.min(Journal.READ_MAX, to - from);
    return journal
        .read(partition, from, limit)
        .thenComposeAsync(
            events -> {
              if (events.isEmpty()) {
                throw new IllegalStateException(
                    "partition %d ends at %d, its positions are at %d"
                        .formatted(partition, from, to));
              }
              events.forEach(sums::add);
              return sum(partition, events.getLast().sequence(), to, sums);
            });
  }

  private static List<String> joined(List<String> first, List<String> second) {
    var both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
