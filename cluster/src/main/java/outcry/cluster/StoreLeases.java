package outcry.cluster;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.cluster.core.LeaseStore;
import outcry.journal.cluster.ClusterStore;
import outcry.model.cluster.LeaseTerms;
import outcry.model.cluster.Shard;

/** The leases of one holder in the database. One event loop. */
final class StoreLeases implements LeaseStore {

  private final Bus bus;
  private final ClusterStore store;
  private final String holder;
  private final LeaseTerms terms;

  StoreLeases(Bus bus, ClusterStore store, String holder, LeaseTerms terms) {
    this.bus = bus;
    this.store = store;
    this.holder = holder;
    this.terms = terms;
  }

  @Override
  public void claim(Set<Shard> shards, BiConsumer<Map<Shard, Long>, Throwable> outcome) {
    bus.await(InFlight.Kind.JOURNAL, "lease claim", store.claim(holder, shards, terms), outcome);
  }

  @Override
  public void renew(Map<Shard, Long> epochs, BiConsumer<Set<Shard>, Throwable> outcome) {
    bus.await(InFlight.Kind.JOURNAL, "lease renewal", store.renew(holder, epochs, terms), outcome);
  }

  @Override
  public void release(Map<Shard, Long> epochs, Consumer<Throwable> outcome) {
    bus.await(
        InFlight.Kind.JOURNAL,
        "lease release",
        store.release(holder, epochs),
        (_, failure) -> outcome.accept(failure));
  }
}
