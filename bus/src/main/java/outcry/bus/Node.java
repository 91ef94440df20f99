package outcry.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** What every verticle of a node shares. Made once by the launcher and handed to constructors. */
public record Node(
    Vertx vertx,
    Bus bus,
    Metrics metrics,
    Defects defects,
    InFlight inFlight,
    TaskList tasks,
    Health health,
    HandlerWatch watch) {

  public static Node over(Vertx vertx, Metrics metrics) {
    return over(vertx, metrics, null);
  }

  /**
   * A node of a cluster.
   *
   * @param audience null within one process
   */
  public static Node over(Vertx vertx, Metrics metrics, Audience audience) {
    var inFlight = new InFlight();
    var defects = new Defects(metrics);
    var watch = new HandlerWatch(metrics);
    var tasks = new TaskList();
    tasks.source(watch::tasks);
    var health = new Health();
    metrics.watch(health);
    return new Node(
        vertx,
        new Bus(vertx, inFlight, metrics, defects, watch, audience),
        metrics,
        defects,
        inFlight,
        tasks,
        health,
        watch);
  }

  public Future<Void> close() {
    watch.close();
    return vertx.close();
  }
}
