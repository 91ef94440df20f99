package outcry.bus.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.topic.ITopic;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Audience;

/**
 * Who listens to what on which node. Hazelcast says which nodes there are and carries what they
 * announce to each other, but keeps nothing: an entry of a map of its would be stored on some node,
 * and while that one is paused or cut off nobody could begin or cease to listen. Here every node
 * announces all that it listens to, at every change, and everybody remembers; a sign of life each
 * second tells who has missed something. Thread-safe.
 */
final class Registry extends HazelcastClusterManager implements Audience {

  /** What an event-bus registration is to become. */
  private enum Reach {
    ALL,
    SOLE,
    QUIET
  }

  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final String ANNOUNCEMENTS = "outcry.announcements";
  private static final String TO_ONE = "outcry.announcements.";

  /** For a node that is paused nobody waits longer; it hears of it when it wakes. */
  private static final long HEARD_MILLIS = 300;

  /** What changes meanwhile is announced together. */
  private static final long GATHER_MILLIS = 2;

  /** A newcomer waits so long for what the others listen to. */
  private static final long LISTS_MILLIS = 2_000;

  private final ThreadLocal<Reach> reach = ThreadLocal.withInitial(() -> Reach.ALL);
  private final Roster roster = new Roster();
  private final Map<String, Announcement.Whole> heard = new HashMap<>();
  private final Hearings hearings = new Hearings();
  private final Hearings lists = new Hearings();
  private final Object lock = new Object();
  private final String name;
  private final AtomicInteger missed = new AtomicInteger();
  private Set<String> strangers = Set.of();
  private RegistrationListener eventBus;
  private Vertx vertx;
  private NodeInfo here;
  private long version;
  private boolean isGathering;
  private volatile boolean hasLeft;

  /**
   * @param name of this node
   */
  Registry(Config config, String name) {
    super(config);
    this.name = name;
  }

  @Override
  public void init(Vertx vertx) {
    this.vertx = vertx;
    super.init(vertx);
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    eventBus = listener;
    super.registrationListener(listener);
  }

  @Override
  public void join(Completable<Void> joined) {
    Promise<Void> inCluster = Promise.promise();
    super.join(inCluster);
    inCluster
        .future()
        .compose(_ -> vertx.executeBlocking(this::listen))
        .onComplete(done -> joined.complete(null, done.cause()));
  }

  private Void listen() {
    topic(ANNOUNCEMENTS).addMessageListener(message -> hear(message.getMessageObject()));
    topic(TO_ONE + name).addMessageListener(message -> hear(message.getMessageObject()));
    return null;
  }

  private ITopic<byte[]> topic(String topic) {
    return getHazelcastInstance().getTopic(topic);
  }

  /** Completes when this node knows who listens on the others, or after two seconds. */
  Future<Void> meet() {
    Promise<Void> met;
    var others = others();
    synchronized (lock) {
      others.removeAll(heard.keySet());
      if (others.isEmpty()) {
        return Future.succeededFuture();
      }
      met = lists.await(0, others);
    }
    tell(ANNOUNCEMENTS, new Announcement.Missed(getNodeId(), name, currentVersion(), ""));
    vertx.setTimer(LISTS_MILLIS, _ -> met.tryComplete());
    return met.future();
  }

  @Override
  public boolean isNobodyAt(String address) {
    synchronized (lock) {
      return roster.isNobodyAt(address);
    }
  }

  @Override
  public void registerQuietly(Runnable registration) {
    registerAs(Reach.QUIET, registration);
  }

  @Override
  public void registerAlone(Runnable registration) {
    registerAs(Reach.SOLE, registration);
  }

  private void registerAs(Reach how, Runnable registration) {
    reach.set(how);
    try {
      registration.run();
    } finally {
      reach.remove();
    }
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> registered) {
    var how = reach.get();
    if (how == Reach.QUIET) {
      registered.succeed();
      return;
    }
    var listening =
        new Listening(address, info.seq(), how == Reach.SOLE, System.currentTimeMillis());
    Future<Void> known;
    synchronized (lock) {
      if (roster.size(info.nodeId()) >= Announcement.LISTENING_MAX) {
        registered.fail(
            "this node listens to " + Announcement.LISTENING_MAX + " addresses already");
        return;
      }
      roster.add(info.nodeId(), listening, info.localOnly());
      changed(address);
      known = info.localOnly() ? Future.succeededFuture() : changedHere();
    }
    known.onComplete(registered);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> removed) {
    Future<Void> known = Future.succeededFuture();
    synchronized (lock) {
      if (roster.remove(info.nodeId(), address, info.seq())) {
        changed(address);
        known = info.localOnly() ? known : changedHere();
      }
    }
    known.onComplete(removed);
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> registrations) {
    List<RegistrationInfo> found;
    synchronized (lock) {
      found = roster.at(address);
    }
    registrations.succeed(found);
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> set) {
    synchronized (lock) {
      here = info;
    }
    super.setNodeInfo(info, set);
  }

  /** Where the event bus of another node is reached, as it announced; else as Hazelcast knows. */
  @Override
  public void getNodeInfo(String node, Completable<NodeInfo> found) {
    Announcement.Whole whole;
    synchronized (lock) {
      whole = heard.get(node);
    }
    if (whole == null) {
      super.getNodeInfo(node, found);
    } else {
      found.succeed(new NodeInfo(whole.host(), whole.port(), null));
    }
  }

  /** This node's list is another one now. Completes when all that are there have heard it. */
  private Future<Void> changedHere() {
    version++;
    var others = others();
    if (others.isEmpty() || hasLeft) {
      return Future.succeededFuture();
    }
    var heardByAll = hearings.await(version, others);
    vertx.setTimer(HEARD_MILLIS, _ -> heardByAll.tryComplete());
    if (!isGathering) {
      isGathering = true;
      vertx.setTimer(GATHER_MILLIS, _ -> tellAll(ANNOUNCEMENTS));
    }
    return heardByAll.future();
  }

  private void tellAll(String topic) {
    Announcement.Whole whole;
    synchronized (lock) {
      isGathering &= !topic.equals(ANNOUNCEMENTS);
      if (here == null) {
        return; // has no event bus yet, so nobody listens
      }
      whole =
          new Announcement.Whole(
              getNodeId(), name, version, here.host(), here.port(), roster.of(getNodeId()));
    }
    tell(topic, whole);
  }

  private void tell(String topic, Announcement announcement) {
    if (hasLeft) {
      return;
    }
    vertx
        .<Void>executeBlocking(
            () -> {
              topic(topic).publish(Announcement.encode(announcement));
              return null;
            },
            false)
        .onFailure(failure -> LOG.warn("cannot announce who listens here: {}", failure.toString()));
  }

  private void hear(byte[] bytes) {
    var announcement = Announcement.decode(bytes);
    if (announcement.isEmpty()) {
      LOG.warn("an announcement of {} bytes was not understood", bytes.length);
      return;
    }
    var from = announcement.get();
    if (from.node().equals(getNodeId())) {
      return;
    }
    switch (from) {
      case Announcement.Whole whole -> heardWhole(whole);
      case Announcement.Beat beat -> {
        if (versionOf(beat.node()) != beat.version()) {
          missed.incrementAndGet();
          tell(
              TO_ONE + beat.name(),
              new Announcement.Missed(getNodeId(), name, currentVersion(), beat.node()));
        }
      }
      case Announcement.Heard by -> {
        if (by.to().equals(getNodeId())) {
          heardBy(by.node(), by.version());
        }
      }
      case Announcement.Missed by -> {
        if (by.to().isEmpty() || by.to().equals(getNodeId())) {
          tellAll(TO_ONE + by.name());
        }
      }
    }
  }

  private long versionOf(String node) {
    synchronized (lock) {
      var whole = heard.get(node);
      return whole == null ? -1 : whole.version();
    }
  }

  private void heardWhole(Announcement.Whole whole) {
    List<Promise<Void>> met;
    synchronized (lock) {
      if (whole.version() > versionOf(whole.node())) {
        heard.put(whole.node(), whole);
        roster.replace(whole.node(), whole.listening()).forEach(this::changed);
      }
      met = lists.heard(whole.node(), 0);
    }
    met.forEach(Promise::tryComplete);
    tell(
        TO_ONE + whole.name(),
        new Announcement.Heard(getNodeId(), name, whole.version(), whole.node()));
  }

  private void heardBy(String node, long heardVersion) {
    List<Promise<Void>> complete;
    synchronized (lock) {
      complete = hearings.heard(node, heardVersion);
    }
    complete.forEach(Promise::tryComplete);
  }

  /** Under the lock, so that the event bus hears what changes in the order in which it did. */
  private void changed(String address) {
    if (eventBus.wantsUpdatesFor(address)) {
      eventBus.registrationsUpdated(new RegistrationUpdateEvent(address, roster.at(address)));
    }
  }

  private Set<String> others() {
    var nodes = new HashSet<>(getNodes());
    nodes.remove(getNodeId());
    return nodes;
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    keepOnly(Set.copyOf(getNodes()));
    super.memberRemoved(event);
  }

  /** Forgets what was heard of all others. */
  void keepOnly(Set<String> nodes) {
    List<String> gone;
    synchronized (lock) {
      gone = heard.keySet().stream().filter(node -> !nodes.contains(node)).toList();
      for (var node : gone) {
        heard.remove(node);
        roster.replace(node, List.of()).forEach(this::changed);
      }
    }
    gone.forEach(node -> heardBy(node, Long.MAX_VALUE));
  }

  /**
   * Says that this node lives and what version of its list others should know. Nodes of which
   * something is known that were no members now and the last time are forgotten. To be called once
   * a second.
   *
   * @return how often this node has missed something since the last time
   */
  int beat() {
    var nodes = new HashSet<>(getNodes());
    synchronized (lock) {
      var missing = new HashSet<>(heard.keySet());
      missing.removeAll(nodes);
      var remembered = new HashSet<>(nodes);
      missing.stream().filter(node -> !strangers.contains(node)).forEach(remembered::add);
      strangers = missing;
      nodes = remembered;
    }
    keepOnly(nodes);
    tell(ANNOUNCEMENTS, new Announcement.Beat(getNodeId(), name, currentVersion()));
    return missed.getAndSet(0);
  }

  private long currentVersion() {
    synchronized (lock) {
      return version;
    }
  }

  /** What the event bus thinks it knows is asked anew. */
  void forget() {
    eventBus.registrationsLost();
  }

  @Override
  public void leave(Completable<Void> left) {
    hasLeft = true;
    super.leave(left);
  }
}
