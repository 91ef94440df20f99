package outcry.cluster;

import static outcry.cluster.ClusterWorld.MILLI;
import static outcry.cluster.ClusterWorld.SECOND;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import outcry.cluster.core.Grant;
import outcry.cluster.core.Holder;
import outcry.cluster.core.HolderClock;
import outcry.cluster.core.HolderListener;
import outcry.cluster.core.LeaseStore;
import outcry.cluster.core.Plan;
import outcry.cluster.core.ShardHost;
import outcry.journal.JournalException;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.Instance;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;
import outcry.model.cluster.Shard;
import outcry.model.cluster.ShardsReleased;

/** A process of {@link ClusterWorld}: may die, stand still, and has a clock that is a bit off. */
final class WorldNode implements HolderClock, LeaseStore, ShardHost, HolderListener {

  private static final long BEAT = 500 * MILLI;
  private static final long ASK_MAX = SECOND;
  private static final long ACT = 5 * MILLI;

  private final ClusterWorld world;
  private final String name;
  private final long ratePermille;
  private final Deque<Runnable> stalled = new ArrayDeque<>();
  private final Set<Shard> running = new TreeSet<>();
  private int life;
  private boolean up;
  private boolean paused;
  private boolean leaving;
  private NodeRow row;
  private Plan plan;
  private Holder holder;
  int quarantines;

  WorldNode(ClusterWorld world, String name) {
    this.world = world;
    this.name = name;
    this.ratePermille = world.between(980, 1_020);
  }

  void boot() {
    life++;
    up = true;
    paused = false;
    leaving = false;
    stalled.clear();
    running.clear();
    row =
        new NodeRow(
            name,
            name + "#" + life,
            List.of(new RoleCount(Role.ORDER, 1)),
            name + ":1",
            "build",
            "config",
            world.time.nowNanos(),
            NodeState.ACTIVE,
            "");
    plan = new Plan(world.shards);
    holder = new Holder(ClusterWorld.CONFIG, this, this, this, this);
    holder.start();
    beat();
  }

  private Instance instance() {
    return new Instance(name, row.process(), Role.ORDER, 0);
  }

  private void beat() {
    beatNow();
    after(BEAT, this::beat);
  }

  private void beatNow() {
    var sent = row;
    this.<ClusterState>ask(
        () -> world.store.heartbeat(sent),
        (state, failure) -> {
          if (failure == null && !leaving) {
            plan.alive(state.nodes());
            holder.wanted(plan.wanted(instance()));
          }
        });
  }

  void rung(ShardsReleased released) {
    beatNow();
    holder.rung(released.shards());
  }

  Set<Shard> open() {
    return up && !leaving ? holder.open() : Set.of();
  }

  Set<Shard> wanted() {
    return plan.wanted(instance());
  }

  void kill(long downNanos) {
    if (up) {
      up = false;
      life++;
      world.time.after(downNanos, this::boot);
    }
  }

  void pause(long nanos) {
    if (up && !paused) {
      paused = true;
      world.time.after(nanos, this::goOn);
    }
  }

  void goOn() {
    if (paused) {
      paused = false;
      while (!paused && !stalled.isEmpty()) {
        stalled.poll().run();
      }
    }
  }

  /** Hands everything over, and starts anew a second after it has gone. */
  void leave() {
    if (!up || paused || leaving) {
      return;
    }
    leaving = true;
    row = row.with(NodeState.LEAVING, "restart");
    beatNow();
    holder.leave(
        () -> {
          var process = row.process();
          ask(
              () -> world.store.leave(process),
              (_, _) -> {
                if (!running.isEmpty()) {
                  world.violated(name + " has left with " + running);
                }
                kill(SECOND);
              });
        });
  }

  /** What comes from outside for this life. */
  Runnable input(Runnable step) {
    int born = life;
    return () -> {
      if (!up || born != life) {
        return;
      }
      if (paused) {
        stalled.add(step);
      } else {
        step.run();
      }
    };
  }

  @Override
  public long nowNanos() {
    return world.time.nowNanos() / 1_000 * ratePermille;
  }

  @Override
  public void after(long delayNanos, Runnable action) {
    world.time.after(delayNanos * 1_000 / ratePermille, input(action));
  }

  /** Late, lost on the way there or back; told of within a bounded time in any case. */
  private <T> void ask(Supplier<CompletionStage<T>> statement, BiConsumer<T, Throwable> outcome) {
    var answered = new boolean[1];
    BiConsumer<T, Throwable> once =
        (value, failure) -> {
          if (!answered[0]) {
            answered[0] = true;
            outcome.accept(value, failure);
          }
        };
    var lost = new JournalException.Unavailable("no answer");
    world.time.after(ASK_MAX, input(() -> once.accept(null, lost)));
    if (world.stormy && world.chance(5)) {
      return;
    }
    int born = life;
    world.time.after(
        delay(),
        () ->
            statement
                .get()
                .whenComplete(
                    (value, failure) -> {
                      if (!(world.stormy && world.chance(5)) && born == life) {
                        world.time.after(delay(), input(() -> once.accept(value, failure)));
                      }
                    }));
  }

  private long delay() {
    return world.stormy && world.chance(5)
        ? world.between(0, 5 * SECOND)
        : world.between(MILLI / 10, 3 * MILLI);
  }

  @Override
  public void claim(Set<Shard> shards, BiConsumer<Map<Shard, Long>, Throwable> outcome) {
    ask(() -> world.store.claim(instance().holder(), shards, ClusterWorld.CONFIG.terms()), outcome);
  }

  @Override
  public void renew(Map<Shard, Long> epochs, BiConsumer<Set<Shard>, Throwable> outcome) {
    ask(() -> world.store.renew(instance().holder(), epochs, ClusterWorld.CONFIG.terms()), outcome);
  }

  @Override
  public void release(Map<Shard, Long> epochs, Consumer<Throwable> outcome) {
    this.<Void>ask(
        () -> world.store.release(instance().holder(), epochs),
        (_, failure) -> outcome.accept(failure));
  }

  @Override
  public void open(Shard shard, Grant grant, Consumer<Failure> gaveUp, Consumer<Failure> opened) {
    after(
        world.between(MILLI, 60 * MILLI),
        () -> {
          int defects = world.poison.merge(shard, -1, Integer::sum);
          if (defects >= 0) {
            opened.accept(new Failure(Trouble.DEFECT, "poison"));
          } else if (world.stormy && world.chance(10)) {
            opened.accept(new Failure(Trouble.OUTAGE, "the database is away"));
          } else {
            running.add(shard);
            opened.accept(null);
            act(shard, grant);
            if (world.stormy && world.chance(10)) {
              after(
                  world.between(0, SECOND),
                  () -> gaveUp.accept(new Failure(Trouble.OUTAGE, "outcome unknown")));
            }
          }
        });
  }

  private void act(Shard shard, Grant grant) {
    if (running.contains(shard)) {
      if (grant.mayAct(nowNanos())) {
        world.acted(shard, instance().holder(), grant);
      }
      after(ACT, () -> act(shard, grant));
    }
  }

  @Override
  public void close(Shard shard, Runnable closed) {
    after(
        world.between(MILLI, 100 * MILLI),
        () -> {
          running.remove(shard);
          after(ACT, closed);
        });
  }

  @Override
  public void opened(Shard shard, long epoch) {
    if (!running.contains(shard)) {
      world.violated(shard + " is told to be open and is not");
    }
  }

  @Override
  public void closing(Shard shard, String why) {
    // the world sees who acts
  }

  @Override
  public void released(Shard shard) {
    world.ring(this, shard);
  }

  @Override
  public void lost(Shard shard, String why) {
    // the world sees who acts
  }

  @Override
  public void failed(Shard shard, Failure failure) {
    // the world sees who acts
  }

  @Override
  public void quarantined(Shard shard, int failures, long forNanos, String why) {
    quarantines++;
  }

  @Override
  public void stuck(Shard shard, String doing) {
    world.violated(shard + " does not " + doing);
  }
}
