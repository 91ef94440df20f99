package outcry.benchmarks.scaling;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import outcry.cluster.core.Assignment;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

/** Prints the tables of docs/scaling.md: {@code benchmarks/run scaling.ScalingPlan}. */
public final class ScalingPlan {

  private static final List<Role> OWNERS =
      List.of(Role.MARKET_DATA, Role.ORDER, Role.POSITION, Role.STRATEGY);
  private static final int ROUNDS = 20;

  private final PrintStream out;
  private final Workload workload = Workload.LARGE;

  private ScalingPlan(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    var plan = new ScalingPlan(System.out);
    var fleet = Fleet.of(plan.workload, Fleet.HUNDRED);
    plan.assignment();
    plan.traffic("every order owner hears every instrument (as built)", fleet, Traffic.Ears.ALL);
    plan.traffic("owners hear what their accounts trade", fleet, Traffic.Ears.TRADED);
    plan.database();
  }

  private void row(Object... cells) {
    var texts = new ArrayList<String>();
    for (var cell : cells) {
      texts.add(cell instanceof Double number ? number(number) : String.valueOf(cell));
    }
    out.println("| " + String.join(" | ", texts) + " |");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }

  private void head(String title, String... names) {
    out.println("\n### " + title + "\n");
    row((Object[]) names);
    out.println("|" + "---|".repeat(names.length));
  }

  /** Balance, and what moves when a node goes or comes. */
  private void assignment() {
    head(
        "Assignment",
        "role",
        "nodes",
        "shards",
        "of a node, least to most",
        "moved when one goes",
        "moved when one comes",
        "time of one assignment");
    for (var role : OWNERS) {
      int count = Fleet.HUNDRED.get(role);
      var shards = Fleet.shards(workload).get(role);
      var all = Fleet.instances(role, count);
      var before = Assignment.of(shards, all).owners();
      var fewer = Assignment.of(shards, all.subList(1, count)).owners();
      var more = Assignment.of(shards, Fleet.instances(role, count + 1)).owners();
      row(
          role.text(),
          count,
          shards.size(),
          spread(before, all),
          moved(before, fewer),
          moved(before, more),
          number(millis(shards, all)) + " ms");
    }
    var everything = new ArrayList<Shard>();
    Fleet.shards(workload).values().forEach(everything::addAll);
    var hundred = Fleet.instances(Role.ORDER, 100);
    var before = Assignment.of(everything, hundred).owners();
    row(
        "all on all",
        100,
        everything.size(),
        spread(before, hundred),
        moved(before, Assignment.of(everything, hundred.subList(1, 100)).owners()),
        moved(before, Assignment.of(everything, Fleet.instances(Role.ORDER, 101)).owners()),
        number(millis(everything, hundred)) + " ms");
  }

  private static String spread(Map<Shard, Instance> owners, List<Instance> all) {
    var counts =
        all.stream()
            .mapToLong(one -> owners.values().stream().filter(one::equals).count())
            .summaryStatistics();
    return counts.getMin() + " to " + counts.getMax();
  }

  private static long moved(Map<Shard, Instance> before, Map<Shard, Instance> after) {
    return before.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
        .count();
  }

  /** The median of some rounds. */
  private static double millis(List<Shard> shards, List<Instance> instances) {
    var times = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      Assignment.of(shards, instances);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    java.util.Arrays.sort(times);
    return times[ROUNDS / 2];
  }

  private void traffic(String title, Fleet fleet, Traffic.Ears ears) {
    var costs = Costs.MEASURED;
    var traffic = new Traffic(workload, costs, fleet, ears);
    head(
        "Messages a second: " + title,
        "role",
        "nodes",
        "frames in, mean",
        "most",
        "frames out, mean",
        "most",
        "deliveries, most",
        "cores, mean",
        "most",
        "carries at " + costs.cores() + " cores");
    fleet
        .instances()
        .forEach(
            (role, instances) -> {
              var loads = instances.stream().map(traffic::of).toList();
              var in = loads.stream().mapToDouble(load -> load.in).summaryStatistics();
              var sent = loads.stream().mapToDouble(load -> load.out).summaryStatistics();
              var heard = loads.stream().mapToDouble(load -> load.deliveries).max().orElse(0);
              var cores = loads.stream().mapToDouble(load -> load.cores(costs)).summaryStatistics();
              row(
                  role.text(),
                  instances.size(),
                  in.getAverage(),
                  in.getMax(),
                  sent.getAverage(),
                  sent.getMax(),
                  heard,
                  cores.getAverage(),
                  cores.getMax(),
                  cores.getMax() == 0
                      ? "-"
                      : number(costs.cores() / cores.getMax()) + " times this");
            });
  }

  private void database() {
    int nodes = Fleet.HUNDRED.values().stream().mapToInt(Integer::intValue).sum();
    int shards = Fleet.shards(workload).values().stream().mapToInt(List::size).sum();
    int owners = OWNERS.stream().mapToInt(Fleet.HUNDRED::get).sum();
    double rows = workload.ordersPerSecond() * workload.rowsPerOrder();
    head("Database, a second", "what", "statements", "rows");
    row("heartbeats, each answered with " + nodes + " rows", 2.0 * nodes, 2.0 * nodes);
    row("leases renewed, one statement an instance", (double) owners, (double) shards);
    row("order events appended, at most one commit an owner and 10 ms", 1_600.0, rows);
    row("positions projected, at most one commit a node and 25 ms", 320.0, rows);
  }
}
