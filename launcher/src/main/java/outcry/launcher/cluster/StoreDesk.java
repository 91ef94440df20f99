package outcry.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.bus.RefusedException;
import outcry.cluster.ClusterMember;
import outcry.gateway.api.ClusterDesk;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.journal.cluster.ClusterStore;
import outcry.model.RefusalCode;
import outcry.model.cluster.ClusterView;
import outcry.model.cluster.ReaderLag;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardLease;

/** The cluster as its database has it, asked once a second however many want to know. */
final class StoreDesk implements ClusterDesk {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Bus bus;
  private final ClusterStore store;
  private final Journal journal;
  private final ClusterMember member;
  private final List<Shard> shards;
  private Future<ClusterView> asked;
  private long askedNanos;

  /**
   * @param shards everything there is to own
   */
  StoreDesk(
      Bus bus, ClusterStore store, Journal journal, ClusterMember member, List<Shard> shards) {
    this.bus = bus;
    this.store = store;
    this.journal = journal;
    this.member = member;
    this.shards = List.copyOf(shards);
  }

  @Override
  public Future<ClusterView> view() {
    long now = System.nanoTime();
    boolean old = asked == null || now - askedNanos >= FRESH_NANOS;
    if (old && (asked == null || asked.isComplete())) {
      askedNanos = now;
      asked = ask();
    }
    return asked;
  }

  private Future<ClusterView> ask() {
    var leases = here("leases", store.leases());
    var lags = here("reader lags", journal.query(new ReaderLags()));
    return Future.all(leases, lags).map(_ -> view(leases.result(), lags.result()));
  }

  private ClusterView view(List<ShardLease> leases, List<ReaderLag> lags) {
    var state = member.state();
    var never = new TreeSet<>(shards);
    leases.forEach(lease -> never.remove(lease.shard()));
    var all = new ArrayList<>(leases);
    never.forEach(shard -> all.add(new ShardLease(shard, "", 0, false)));
    return new ClusterView(
        TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli()),
        state.nodes(),
        state.desired(),
        all,
        lags);
  }

  @Override
  public Future<Void> scale(Role role, int instances) {
    return here("scale", store.desire(role, instances));
  }

  /** What the database did not do is refused for now. */
  private <T> Future<T> here(String what, CompletionStage<T> stage) {
    Promise<T> outcome = Promise.promise();
    bus.await(
        InFlight.Kind.JOURNAL,
        what,
        stage,
        (result, failure) -> {
          switch (failure) {
            case null -> outcome.complete(result);
            case JournalException away ->
                outcome.fail(
                    new RefusedException(RefusalCode.JOURNAL_UNAVAILABLE, away.getMessage()));
            case Throwable other -> outcome.fail(other);
          }
        });
    return outcome.future();
  }
}
