package outcry.cluster.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import outcry.cluster.core.Holding.Stage;
import outcry.cluster.core.Lease.Step;
import outcry.cluster.core.ShardHost.Failure;
import outcry.cluster.core.ShardHost.Trouble;
import outcry.model.cluster.Shard;

/**
 * Looks after the shards of one instance: claims those it should own, starts their owners, renews
 * the leases, hands over what others should own, and stops at once when it may not go on. What is
 * due is a function of what is: looking once too often does nothing. One thread, no clock of its
 * own, no I/O.
 */
public final class Holder {

  /** All that is to be moved is on its way after so many ticks. */
  private static final int MOVE_TICKS = 20;

  private final HolderConfig config;
  private final HolderClock clock;
  private final LeaseStore store;
  private final ShardHost host;
  private final HolderListener listener;
  private final Map<Shard, Holding> holdings = new TreeMap<>();
  private Set<Shard> wanted = Set.of();
  private long wantedNanos;
  private long lookedNanos;
  private long nextMoveNanos;
  private int movesNow;
  private int releasing;
  private boolean leaving;
  private Runnable left;
  private boolean over;

  public Holder(
      HolderConfig config,
      HolderClock clock,
      LeaseStore store,
      ShardHost host,
      HolderListener listener) {
    this.config = config;
    this.clock = clock;
    this.store = store;
    this.host = host;
    this.listener = listener;
  }

  /** Looks from now on, until it has left. Once. */
  public void start() {
    look();
    if (!over) {
      clock.after(config.tickNanos(), this::start);
    }
  }

  /** What it should own, as of now. Older than a lease, it is not acted on any more. */
  public void wanted(Set<Shard> shards) {
    if (leaving) {
      return;
    }
    wanted = new TreeSet<>(shards);
    wantedNanos = clock.nowNanos();
    look();
  }

  /** Some shards have been given back by others. */
  public void rung(Collection<Shard> released) {
    long now = clock.nowNanos();
    for (var shard : released) {
      var holding = holdings.get(shard);
      if (holding != null && !holding.lease().isHeld()) {
        holding.lease().nextNoLaterThan(now);
      }
    }
    look();
  }

  /**
   * Gives everything back, whoever should own it.
   *
   * @param done runs once nothing is left here
   */
  public void leave(Runnable done) {
    leaving = true;
    wanted = Set.of();
    left = done;
    look();
  }

  /** The shards whose owners run here and may act. */
  public Set<Shard> open() {
    long now = clock.nowNanos();
    var open = new TreeSet<Shard>();
    for (var holding : holdings.values()) {
      if (holding.stage() == Stage.OPEN && holding.grant().mayAct(now)) {
        open.add(holding.shard());
      }
    }
    return open;
  }

  /** The shards that are left alone after too many defects. */
  public Set<Shard> quarantined() {
    long now = clock.nowNanos();
    var quarantined = new TreeSet<Shard>();
    for (var holding : holdings.values()) {
      if (holding.failures() >= config.failuresMax() && holding.isLeftAlone(now)) {
        quarantined.add(holding.shard());
      }
    }
    return quarantined;
  }

  private void look() {
    if (over) {
      return;
    }
    leaveOutStandstill();
    for (var shard : wanted) {
      holdings.computeIfAbsent(shard, _ -> new Holding(shard, new Lease(config.terms())));
    }
    allowMoves();
    for (var holding : List.copyOf(holdings.values())) {
      settle(holding);
    }
    renew();
    claim();
    holdings.values().removeIf(holding -> holding.isGone() && !wanted.contains(holding.shard()));
    if (leaving && holdings.isEmpty() && releasing == 0) {
      over = true;
      left.run();
    }
  }

  /**
   * A few at a time: who gets them starts them on one event loop, and each is without an owner only
   * while it is its turn.
   */
  private void allowMoves() {
    long now = clock.nowNanos();
    if (now < nextMoveNanos) {
      movesNow = 0;
      return;
    }
    long waiting =
        holdings.values().stream()
            .filter(one -> one.stage() == Stage.OPEN && !isWanted(one) && mayMove(one, now))
            .count();
    movesNow = (int) ((waiting + MOVE_TICKS - 1) / MOVE_TICKS);
    if (movesNow > 0) {
      nextMoveNanos = now + config.tickNanos();
    }
  }

  /** While the whole process stood still, no owner could start or stop. */
  private void leaveOutStandstill() {
    long now = clock.nowNanos();
    long stoodNanos = now - lookedNanos - config.tickNanos();
    if (stoodNanos > 0) {
      holdings.values().forEach(holding -> holding.stoodStill(stoodNanos));
    }
    lookedNanos = now;
  }

  /** Brings a shard one step nearer to what should be. */
  private void settle(Holding holding) {
    long now = clock.nowNanos();
    if (holding.lease().due(now) == Step.STOP) {
      lost(holding, "it was not renewed in time");
    }
    switch (holding.stage()) {
      case OPENING -> {
        if (holding.inStageNanos(now) > config.openMaxNanos()) {
          overdue(holding, "open");
        }
      }
      case CLOSING -> {
        if (holding.inStageNanos(now) > config.closeMaxNanos()) {
          overdue(holding, "close");
        }
      }
      case OPEN -> settleOpen(holding, now);
      case CLOSED -> settleClosed(holding);
    }
  }

  private void settleOpen(Holding holding, long now) {
    if (holding.gaveUp() != null) {
      close(holding, holding.gaveUp().why());
    } else if (!holding.grant().mayAct(now)) {
      close(holding, "the lease is over");
    } else if (!isWanted(holding) && mayMove(holding, now) && movesNow > 0) {
      movesNow--;
      close(holding, leaving ? "leaving" : "somebody else should own it");
    } else if (holding.inStageNanos(now) > config.steadyNanos()) {
      holding.forgiven();
    }
  }

  /** Membership that flaps must not move a shard to and fro faster than a lease lasts. */
  private boolean mayMove(Holding holding, long now) {
    return leaving || holding.heldNanos(now) >= config.terms().lastsNanos();
  }

  private void settleClosed(Holding holding) {
    if (holding.lease().isHeld()) {
      if (isWanted(holding)) {
        open(holding);
      } else {
        release(holding);
      }
    }
  }

  private boolean isWanted(Holding holding) {
    return wanted.contains(holding.shard());
  }

  private void open(Holding holding) {
    holding.stage(Stage.OPENING, clock.nowNanos());
    holding.gaveUp(null);
    var grant = holding.grant();
    host.open(
        holding.shard(),
        grant,
        failure -> gaveUp(holding, grant, failure),
        failure -> opened(holding, failure));
  }

  private void opened(Holding holding, Failure failure) {
    if (failure == null) {
      holding.stage(Stage.OPEN, clock.nowNanos());
      listener.opened(holding.shard(), holding.grant().epoch());
    } else {
      holding.stage(Stage.CLOSED, clock.nowNanos());
      failed(holding, failure);
    }
    look();
  }

  private void gaveUp(Holding holding, Grant grant, Failure failure) {
    if (holding.grant() == grant && holding.gaveUp() == null) {
      holding.gaveUp(failure);
      grant.end();
      look();
    }
  }

  private void close(Holding holding, String why) {
    holding.stage(Stage.CLOSING, clock.nowNanos());
    listener.closing(holding.shard(), why);
    host.close(holding.shard(), () -> closed(holding));
  }

  private void closed(Holding holding) {
    holding.stage(Stage.CLOSED, clock.nowNanos());
    if (holding.gaveUp() == null) {
      release(holding);
    } else {
      failed(holding, holding.gaveUp());
    }
    look();
  }

  /** The lease goes back: another attempt, here or elsewhere, begins with a new epoch. */
  private void failed(Holding holding, Failure failure) {
    listener.failed(holding.shard(), failure);
    long pause = config.claimAgainNanos();
    if (failure.trouble() == Trouble.DEFECT) {
      int failures = holding.failedAgain();
      pause = config.pauseNanos(failures);
      if (failures >= config.failuresMax()) {
        listener.quarantined(holding.shard(), failures, pause, failure.why());
      }
    }
    holding.leaveAloneUntil(clock.nowNanos() + pause);
    release(holding);
  }

  private void overdue(Holding holding, String doing) {
    if (!holding.isOverdue()) {
      holding.overdue();
      listener.stuck(holding.shard(), doing);
      holding.gaveUp(new Failure(Trouble.DEFECT, "it does not " + doing));
      release(holding);
    }
  }

  private void lost(Holding holding, String why) {
    holding.revoked();
    holding.lease().stopped();
    listener.lost(holding.shard(), why);
  }

  private void release(Holding holding) {
    holding.revoked();
    if (!holding.lease().isHeld()) {
      return;
    }
    var shard = holding.shard();
    long epoch = holding.lease().epoch();
    holding.lease().stopped();
    releasing++;
    store.release(
        Map.of(shard, epoch),
        failure -> {
          releasing--;
          if (failure == null) { // otherwise it ends by itself
            listener.released(shard);
          }
          look();
        });
  }

  /** All at once when one is due: fewer statements, and they stay together. */
  private void renew() {
    long now = clock.nowNanos();
    boolean due =
        holdings.values().stream().anyMatch(holding -> holding.lease().due(now) == Step.RENEW);
    if (!due) {
      return;
    }
    var epochs = new LinkedHashMap<Shard, Long>();
    for (var holding : holdings.values()) {
      if (holding.lease().isHeld() && !holding.lease().isAsking()) {
        epochs.put(holding.shard(), holding.lease().epoch());
        holding.lease().asked(now);
      }
    }
    store.renew(
        epochs,
        (renewed, failure) -> {
          epochs.forEach((shard, epoch) -> renewed(holdings.get(shard), epoch, renewed, failure));
          look();
        });
  }

  private void renewed(Holding holding, long epoch, Set<Shard> renewed, Throwable failure) {
    if (failure != null || holding.lease().epoch() != epoch) {
      holding.lease().failed(); // not known, or given up meanwhile
    } else if (renewed.contains(holding.shard())) {
      holding.granted(epoch, clock.nowNanos());
    } else {
      lost(holding, "somebody else has claimed it");
      holding.lease().refused();
    }
  }

  private void claim() {
    long now = clock.nowNanos();
    if (leaving || now - wantedNanos >= config.terms().lastsNanos()) {
      return;
    }
    long room = config.openingsMax() - holdings.values().stream().filter(this::isOpening).count();
    var asked = new TreeSet<Shard>();
    for (var shard : wanted) {
      var holding = holdings.get(shard);
      if (asked.size() < room
          && holding.stage() == Stage.CLOSED
          && !holding.isLeftAlone(now)
          && holding.lease().due(now) == Step.CLAIM) {
        asked.add(shard);
        holding.lease().asked(now);
        holding.lease().nextNoLaterThan(now + config.claimAgainNanos());
      }
    }
    if (!asked.isEmpty()) {
      store.claim(
          asked,
          (epochs, failure) -> {
            asked.forEach(shard -> claimed(holdings.get(shard), epochs, failure));
            look();
          });
    }
  }

  private boolean isOpening(Holding holding) {
    boolean claiming = !holding.lease().isHeld() && holding.lease().isAsking();
    return claiming || (holding.stage() == Stage.OPENING && !holding.isOverdue());
  }

  private void claimed(Holding holding, Map<Shard, Long> epochs, Throwable failure) {
    if (failure != null) {
      holding.lease().failed();
      return;
    }
    var epoch = epochs.get(holding.shard());
    if (epoch == null) {
      holding.lease().refused();
    } else {
      holding.granted(epoch, clock.nowNanos());
    }
  }
}
