package outcry.chaos;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import outcry.chaos.client.Gateways;
import outcry.chaos.process.ChaosDatabase;

/** Makes faults, and takes them away again. One thread. */
final class Nemesis {

  /** Steps that the owner of orders passes; S0 is the gateway's. */
  private static final List<String> STEPS =
      List.of("S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12");

  private static final int PASSES_MAX = 40;
  private static final long STEP_MILLIS = 40_000;
  private static final long LOOK_MILLIS = 250;
  private static final long LEASE_MILLIS = 3_000;

  private final ClusterUnderTest cluster;
  private final ChaosDatabase database;
  private final Gateways gateways;
  private final Owners owners;
  private final Failovers failovers;
  private final ChaosSetup setup;
  private final SplittableRandom random;
  private final Weather weather;
  private final Consumer<String> told;
  private int faults;

  Nemesis(
      ClusterUnderTest cluster,
      ChaosDatabase database,
      Gateways gateways,
      Failovers failovers,
      ChaosSetup setup,
      SplittableRandom random,
      Consumer<String> told) {
    this.cluster = cluster;
    this.database = database;
    this.gateways = gateways;
    this.owners = new Owners(database);
    this.failovers = failovers;
    this.setup = setup;
    this.random = random;
    this.weather = new Weather(cluster.weather());
    this.told = told;
  }

  int faults() {
    return faults;
  }

  /** Makes a fault; it is over when this returns, but for what has to recover by itself. */
  void make(Fault fault) throws InterruptedException {
    faults++;
    switch (fault) {
      case KILL_DESK -> killAndRestart(one("order"));
      case KILL_DESK_AT_STEP -> killAtStep(one("order"), STEPS.get(random.nextInt(STEPS.size())));
      case KILL_FEED -> killAndRestart("feed-1");
      case KILL_EXCHANGE -> killAndRestart("exchange-1");
      case KILL_ALL -> killAll();
      case PAUSE_DESK -> pause(one("order"), random.nextInt(1_000, 7_000));
      case PAUSE_EXCHANGE -> pause("exchange-1", random.nextInt(1_000, 7_000));
      case DATABASE_KILL -> killDatabase();
      case DATABASE_PAUSE -> pauseDatabase(random.nextInt(500, 5_000));
      case EXCHANGE_AWAY -> weather("away", weather::away);
      case EXCHANGE_SLOW -> weather("slow", () -> weather.slow(random.nextInt(200, 3_000)));
      case EXCHANGE_FAILING -> weather("failing", () -> weather.failing(300));
      case REPORTS_DROPPED -> weather("dropping reports", () -> weather.dropping(400));
      case BUS_LOSSY -> lossyBus();
      case ROLLING_RESTART -> rollingRestart();
      case SCALE -> scale();
    }
  }

  private String one(String role) {
    var able = cluster.plans().stream().filter(plan -> plan.has(role)).map(NodePlan::name).toList();
    return able.get(random.nextInt(able.size()));
  }

  private void killAndRestart(String node) throws InterruptedException {
    told.accept("kill -9 " + node);
    var owned = owned();
    cluster.kill(node);
    lost(owned, node, System.nanoTime());
    pause(random.nextInt(500, 4_000));
    cluster.start(node);
  }

  private void killAtStep(String node, String step) throws InterruptedException {
    var crash = step + ":" + (1 + random.nextInt(PASSES_MAX));
    told.accept("restart " + node + ", to die at " + crash);
    cluster.kill(node);
    cluster.start(node, "-Doutcry.crash=" + crash);
    var owned = owned();
    for (long left = STEP_MILLIS / LOOK_MILLIS; left > 0 && cluster.isRunning(node); left--) {
      owned = owned();
      pause(LOOK_MILLIS);
    }
    if (cluster.isRunning(node)) {
      told.accept(node + " never came to " + crash);
      cluster.kill(node);
    }
    lost(owned, node, System.nanoTime());
    faults++;
    pause(random.nextInt(500, 3_000));
    cluster.start(node);
  }

  private void killAll() {
    told.accept("kill -9 of every node");
    var all = cluster.plans().stream().map(NodePlan::name).toList();
    all.forEach(cluster::kill);
    all.forEach(node -> cluster.start(node));
  }

  private void pause(String node, int millis) throws InterruptedException {
    told.accept("SIGSTOP " + node + " for " + millis + " ms");
    var owned = owned();
    cluster.pause(node);
    if (millis > LEASE_MILLIS) {
      lost(owned, node, System.nanoTime());
    }
    pause(millis);
    cluster.resume(node);
  }

  private void killDatabase() throws InterruptedException {
    int millis = random.nextInt(0, 4_000);
    told.accept("kill -9 of the database for " + millis + " ms");
    database.crash();
    pause(millis);
    database.start();
  }

  private void pauseDatabase(int millis) throws InterruptedException {
    told.accept("SIGSTOP of the database for " + millis + " ms");
    database.pause();
    pause(millis);
    database.resume();
  }

  private void weather(String name, Runnable begin) throws InterruptedException {
    int millis = random.nextInt(3_000, 8_000);
    told.accept("exchange " + name + " for " + millis + " ms");
    begin.run();
    pause(millis);
    weather.fair();
  }

  /** What the desks send gets lost, doubled or late; requests to the exchange are not doubled. */
  private void lossyBus() throws InterruptedException {
    int millis = random.nextInt(5_000, 12_000);
    told.accept("desks that lose, double and delay messages of the bus, for " + millis + " ms");
    var plan =
        "seed="
            + random.nextInt()
            + ";exchange.requests:drop=0.05,delay=0.05"
            + ";reply:drop=0.03,delay=0.05"
            + ";*:drop=0.05,duplicate=0.05,delay=0.05";
    var desks = cluster.plans().stream().filter(node -> node.has("order")).map(NodePlan::name);
    for (var desk : desks.toList()) {
      cluster.kill(desk);
      cluster.start(desk, "-Doutcry.bus.faults=" + plan);
      ready(desk);
    }
    pause(millis);
    for (var node : cluster.plans()) {
      if (node.has("order")) {
        cluster.kill(node.name());
        cluster.start(node.name());
        ready(node.name());
      }
    }
  }

  private void rollingRestart() throws InterruptedException {
    told.accept("rolling restart");
    for (var plan : cluster.plans()) {
      if (!cluster.stop(plan.name())) {
        told.accept(plan.name() + " did not stop in order");
      }
      cluster.start(plan.name());
      ready(plan.name());
    }
  }

  /** By instances of the order role over the nodes that have it. */
  private void scale() throws InterruptedException {
    for (int instances : List.of(1, 3, 5, 2)) {
      told.accept("scale order " + instances);
      var answer =
          gateways.post("/api/v1/cluster/scale", Map.of("role", "order", "instances", instances));
      if (!answer.isDone()) {
        told.accept("scale was answered " + answer.status() + " " + answer.code());
      }
      pause(random.nextInt(1_500, 4_000));
    }
  }

  /** Waits until a node says that it is ready. */
  void ready(String node) throws InterruptedException {
    Readiness.await(cluster, node);
  }

  /** Everything that was made is taken away. */
  void end() throws InterruptedException {
    weather.fair();
    for (var plan : cluster.plans()) {
      if (!cluster.isRunning(plan.name())) {
        told.accept(plan.name() + " had ended with " + cluster.exitStatus(plan.name()));
        cluster.start(plan.name());
      }
      ready(plan.name());
    }
  }

  private Map<String, List<Integer>> owned() {
    try {
      return owners.byNode();
    } catch (SQLException e) {
      return Map.of(); // nobody can say now: no failover is measured
    }
  }

  private void lost(Map<String, List<Integer>> owned, String node, long atNanos) {
    for (int partition : owned.getOrDefault(node, List.of())) {
      failovers.lost(
          atNanos,
          setup.accounts().stream()
              .filter(account -> Failovers.partitionOf(account, setup.partitions()) == partition)
              .toList());
    }
  }

  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }
}
