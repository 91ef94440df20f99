package outcry.bus.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import outcry.bus.Audience;

/**
 * Who listens to what on which node, as Hazelcast tells it, with what that lacks: it may forget
 * registrations when a cluster that was split comes together again, and it would be asked anew for
 * each message published where nobody listens.
 */
final class Registry extends HazelcastClusterManager implements Audience {

  private final ThreadLocal<Boolean> quiet = ThreadLocal.withInitial(() -> false);
  private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
  private final Unheard unheard = new Unheard();
  private Set<RegistrationInfo> strangers = Set.of();
  private RegistrationListener eventBus;

  Registry(Config config) {
    super(config);
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    eventBus = listener;
    super.registrationListener(unheard.over(listener));
  }

  @Override
  public boolean isNobodyAt(String address) {
    return unheard.contains(address) && !own.containsKey(address);
  }

  @Override
  public void registerQuietly(Runnable registration) {
    quiet.set(true);
    try {
      registration.run();
    } finally {
      quiet.remove();
    }
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> registered) {
    if (quiet.get()) {
      registered.succeed();
      return;
    }
    if (!info.localOnly()) {
      own.computeIfAbsent(address, _ -> ConcurrentHashMap.newKeySet()).add(info);
    }
    super.addRegistration(address, info, registered);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> removed) {
    own.computeIfPresent(
        address,
        (_, infos) -> {
          infos.remove(info);
          return infos.isEmpty() ? null : infos;
        });
    super.removeRegistration(address, info, removed);
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> registrations) {
    long askedAt = System.nanoTime();
    super.getRegistrations(
        address,
        (found, failure) -> {
          if (failure == null && found.isEmpty()) {
            unheard.add(address, askedAt);
          }
          registrations.complete(found, failure);
        });
  }

  /** What this node thinks it knows of others is asked anew. */
  void forget() {
    unheard.clear();
    eventBus.registrationsLost();
  }

  /**
   * Looks whether the cluster knows everybody who listens here, and makes known who is missing. At
   * addresses of this node, registrations of nodes that were not there this time and last time are
   * removed. Not to be called again before it completes.
   *
   * @return how many were missing
   */
  Future<Integer> heal() {
    var nodes = Set.copyOf(getNodes());
    var missingNodes = new HashSet<RegistrationInfo>();
    return heal(own.entrySet().iterator(), nodes, missingNodes, 0)
        .onSuccess(_ -> strangers = missingNodes);
  }

  private Future<Integer> heal(
      Iterator<Map.Entry<String, Set<RegistrationInfo>>> left,
      Set<String> nodes,
      Set<RegistrationInfo> missingNodes,
      int healed) {
    if (!left.hasNext()) {
      return Future.succeededFuture(healed);
    }
    var entry = left.next();
    Promise<List<RegistrationInfo>> known = Promise.promise();
    super.getRegistrations(entry.getKey(), known);
    return known
        .future()
        .compose(infos -> heal(entry.getKey(), entry.getValue(), infos, nodes, missingNodes))
        .compose(more -> heal(left, nodes, missingNodes, healed + more));
  }

  private Future<Integer> heal(
      String address,
      Set<RegistrationInfo> ours,
      List<RegistrationInfo> known,
      Set<String> nodes,
      Set<RegistrationInfo> missingNodes) {
    Future<Void> done = Future.succeededFuture();
    int healed = 0;
    for (var info : ours) {
      if (!known.contains(info)) {
        Promise<Void> added = Promise.promise();
        super.addRegistration(address, info, added);
        done = done.compose(_ -> added.future());
        healed++;
      }
    }
    for (var info : known) {
      if (!nodes.contains(info.nodeId())) {
        missingNodes.add(info);
        if (strangers.contains(info)) {
          Promise<Void> removed = Promise.promise();
          super.removeRegistration(address, info, removed);
          done = done.compose(_ -> removed.future());
        }
      }
    }
    int count = healed;
    return done.map(_ -> count);
  }
}
