package outcry.cluster.core;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Shard;

/**
 * Which instance of a role should own each shard: a function of the shards and the instances alone,
 * so that nodes that see the same cluster agree without asking each other. That they may see it at
 * different moments is what leases are for.
 *
 * <p>Rendezvous hashing (Thaler and Ravishankar, 1998): a shard goes to the instance with which it
 * has the highest score. No instance gets more than its share, rounded up: one that is full keeps
 * those with which its scores are highest, the others go on to their next best. The outcome is the
 * one stable matching of shards and places, whatever the order of the proposals.
 */
public final class Assignment {

  /** Nobody is there to own anything. */
  public static final Assignment NONE = new Assignment(new TreeMap<>());

  private record Place(Instance instance, long hash) {}

  private record Proposal(Shard shard, long hash, long score) {}

  private static final Comparator<Proposal> WORST_FIRST =
      Comparator.comparingLong(Proposal::score).thenComparing(Proposal::shard);

  private final Map<Shard, Instance> owners;

  private Assignment(Map<Shard, Instance> owners) {
    this.owners = owners;
  }

  /**
   * @param shards of one role
   * @param instances of that role that are alive; names differ
   */
  public static Assignment of(Collection<Shard> shards, Collection<Instance> instances) {
    if (instances.isEmpty()) {
      return NONE;
    }
    var places =
        instances.stream()
            .sorted(Comparator.comparing(Instance::name))
            .map(instance -> new Place(instance, Hashes.of(instance.name())))
            .toList();
    var sorted = new TreeSet<>(shards);
    int most = (sorted.size() + places.size() - 1) / places.size();
    var taken = new LinkedHashMap<Place, PriorityQueue<Proposal>>();
    places.forEach(place -> taken.put(place, new PriorityQueue<>(WORST_FIRST)));
    var homeless = new ArrayDeque<Proposal>();
    for (var shard : sorted) {
      homeless.add(new Proposal(shard, Hashes.of(shard.toString()), Long.MAX_VALUE));
    }
    while (!homeless.isEmpty()) {
      var refused = homeless.poll();
      var next = nextBest(refused, places);
      var guests = taken.get(next);
      guests.add(new Proposal(refused.shard, refused.hash, score(refused.hash, next)));
      if (guests.size() > most) {
        homeless.add(guests.poll());
      }
    }
    var owners = new TreeMap<Shard, Instance>();
    taken.forEach(
        (place, guests) -> guests.forEach(guest -> owners.put(guest.shard, place.instance)));
    return new Assignment(owners);
  }

  /** There are places for all, so somebody always comes after the one who refused. */
  private static Place nextBest(Proposal refused, List<Place> places) {
    Place best = null;
    long bestScore = 0;
    for (var place : places) {
      long score = score(refused.hash, place);
      if (score < refused.score && (best == null || score > bestScore)) {
        best = place;
        bestScore = score;
      }
    }
    if (best == null) {
      throw new IllegalStateException("nobody has room for " + refused.shard);
    }
    return best;
  }

  private static long score(long shardHash, Place place) {
    return Hashes.mixed(shardHash, place.hash);
  }

  /** Empty if nobody should own it. */
  public Optional<Instance> ownerOf(Shard shard) {
    return Optional.ofNullable(owners.get(shard));
  }

  /** What one instance should own, in order. */
  public Set<Shard> of(Instance instance) {
    var mine = new TreeSet<Shard>();
    owners.forEach(
        (shard, owner) -> {
          if (owner.equals(instance)) {
            mine.add(shard);
          }
        });
    return mine;
  }

  /** Every shard and who should own it, in order. */
  public Map<Shard, Instance> owners() {
    return new TreeMap<>(owners);
  }
}
