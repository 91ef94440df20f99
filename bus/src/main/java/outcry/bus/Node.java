package outcry.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;

/** What every verticle of a node shares. Made once by the launcher and handed to constructors. */
public record Node(
    Vertx vertx,
    Bus bus,
    Metrics metrics,
    Defects defects,
    InFlight inFlight,
    TaskList tasks,
    Health health,
    HandlerWatch watch,
    BlockedThreads blocked) {

  /** A Vert.x that tells those metrics of its HTTP and pools, and looks for blocked threads. */
  public static VertxBuilder vertx(VertxOptions options, Metrics metrics) {
    var measured =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // our own bus counts every message by family, at a tenth of the cost
            .setDisabledMetricsCategories(Set.of(MetricsDomain.EVENT_BUS.toCategory()));
    return Vertx.builder()
        .with(BlockedThreads.lookingOften(options).setMetricsOptions(measured))
        .withMetrics(new MicrometerMetricsFactory(metrics.registry()));
  }

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
        watch,
        new BlockedThreads(vertx, metrics));
  }

  public Future<Void> close() {
    watch.close();
    return vertx.close();
  }
}
