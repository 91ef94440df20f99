package outcry.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import outcry.journal.JournalException;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.LeaseRow;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

/** The tables of a cluster without a database: the same rules, on a clock of its own. */
final class MemoryClusterStore implements ClusterStore {

  private record Beat(NodeRow row, long atNanos) {}

  private final LongSupplier databaseClock;
  private final long aliveNanos;
  private final Map<String, Beat> nodes = new TreeMap<>();
  private final Map<Shard, LeaseRow> leases = new TreeMap<>();
  private final Map<Role, Integer> desired = new EnumMap<>(Role.class);
  private final Map<Shard, List<String>> claimants = new TreeMap<>();
  private boolean away;

  MemoryClusterStore(LongSupplier databaseClock, long aliveNanos) {
    this.databaseClock = databaseClock;
    this.aliveNanos = aliveNanos;
  }

  /** Fails everything, or works again. */
  synchronized void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public CompletionStage<ClusterState> heartbeat(NodeRow self) {
    return done(
        () -> {
          long now = databaseClock.getAsLong();
          nodes.put(self.process(), new Beat(self, now));
          nodes.values().removeIf(beat -> now - beat.atNanos >= aliveNanos);
          return new ClusterState(
              nodes.values().stream()
                  .map(Beat::row)
                  .sorted(Comparator.comparing(NodeRow::node).thenComparing(NodeRow::process))
                  .toList(),
              desired.entrySet().stream()
                  .map(entry -> new RoleCount(entry.getKey(), entry.getValue()))
                  .toList());
        });
  }

  @Override
  public CompletionStage<Void> leave(String process) {
    return done(
        () -> {
          nodes.remove(process);
          return null;
        });
  }

  @Override
  public CompletionStage<Map<Shard, Long>> claim(
      String holder, Set<Shard> shards, LeaseTerms terms) {
    return done(
        () -> {
          long now = databaseClock.getAsLong();
          var epochs = new LinkedHashMap<Shard, Long>();
          for (var shard : shards) {
            var row = lease(shard);
            if (row.isFreeFor(holder, now)) {
              var claimed = row.claimed(holder, now, terms);
              leases.put(shard, claimed);
              epochs.put(shard, claimed.epoch());
              claimants.computeIfAbsent(shard, _ -> new ArrayList<>()).add(holder);
            }
          }
          return epochs;
        });
  }

  @Override
  public CompletionStage<Set<Shard>> renew(
      String holder, Map<Shard, Long> epochs, LeaseTerms terms) {
    return done(
        () -> {
          long now = databaseClock.getAsLong();
          var renewed = new LinkedHashSet<Shard>();
          epochs.forEach(
              (shard, epoch) -> {
                var row = lease(shard);
                if (row.isRenewableBy(holder, epoch)) {
                  leases.put(shard, row.renewed(now, terms));
                  renewed.add(shard);
                }
              });
          return renewed;
        });
  }

  @Override
  public CompletionStage<Void> release(String holder, Map<Shard, Long> epochs) {
    return done(
        () -> {
          epochs.forEach(
              (shard, epoch) -> {
                var row = lease(shard);
                if (row.isRenewableBy(holder, epoch)) {
                  leases.put(shard, row.released());
                }
              });
          return null;
        });
  }

  /** The row as it is. */
  synchronized LeaseRow lease(Shard shard) {
    return leases.getOrDefault(shard, LeaseRow.NONE);
  }

  /** Who claimed it under epoch 1, 2, and so on. */
  synchronized List<String> claimants(Shard shard) {
    return List.copyOf(claimants.getOrDefault(shard, List.of()));
  }

  @Override
  public CompletionStage<List<ShardLease>> leases() {
    return done(
        () -> {
          long now = databaseClock.getAsLong();
          return leases.entrySet().stream()
              .map(
                  entry ->
                      new ShardLease(
                          entry.getKey(),
                          entry.getValue().holder(),
                          entry.getValue().epoch(),
                          !entry.getValue().holder().isEmpty()
                              && now < entry.getValue().endsNanos()))
              .toList();
        });
  }

  @Override
  public CompletionStage<Void> desire(Role role, int instances) {
    return done(
        () -> {
          desired.put(role, instances);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> close() {
    return CompletableFuture.completedStage(null);
  }

  private synchronized <T> CompletionStage<T> done(Supplier<T> statement) {
    return away
        ? CompletableFuture.failedStage(new JournalException.Unavailable("the database is away"))
        : CompletableFuture.completedStage(statement.get());
  }
}
