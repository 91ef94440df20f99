package outcry.strategy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.model.Instruments;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

/**
 * Hosts strategies. Starts all of them; each can be stopped, paused and started again without
 * touching the others, and fails alone.
 */
public final class StrategyVerticle extends VerticleBase {

  private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Node node;
  private final Function<Context, Timeline> timelines;
  private final Instruments instruments;
  private final StrategyCatalog catalog;
  private final StrategyHosting hosting;
  private final List<StrategySpec> specs;
  private final Map<String, StrategyHost> hosts = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private final Deque<StrategyHost> toStart = new ArrayDeque<>();
  private final Watchdog watchdog;
  private StrategyHost starting;
  private Timeline timeline;
  private Timeline.Timer report;
  private TaskList.Task task;
  private long callbacksReported;
  private long lostReported;
  private long reportedAt = System.nanoTime() - REPORT_NANOS;

  /**
   * @param timelines the clock for the verticle's context
   * @param specs unique names
   * @throws IllegalArgumentException if a strategy or a parameter is unknown or out of range
   */
  public StrategyVerticle(
      Node node,
      Function<Context, Timeline> timelines,
      Instruments instruments,
      StrategyCatalog catalog,
      StrategyHosting hosting,
      List<StrategySpec> specs) {
    this.node = node;
    this.timelines = timelines;
    this.instruments = instruments;
    this.catalog = catalog;
    this.hosting = hosting;
    this.specs = List.copyOf(specs);
    this.watchdog = new Watchdog(hosting.config().hangLimit());
    if (specs.stream().map(StrategySpec::name).distinct().count() != specs.size()) {
      throw new IllegalArgumentException("two strategies have the same name");
    }
    specs.forEach(spec -> catalog.check(spec, instruments));
  }

  @Override
  public Future<?> start() {
    timeline = timelines.apply(context);
    task = node.tasks().begin("verticle", "strategy");
    watchdog.start();
    node.tasks().source(watchdog::tasks);
    node.metrics().gauge("strategy_mailbox_depth", this::depth);
    node.metrics().announce("strategy_callbacks_total");
    node.metrics().announce("strategy_mailbox_lost_total");
    node.metrics().announce("strategy_failures_total", "kind");
    for (var spec : specs) {
      hosts.put(spec.name(), host(spec));
    }
    for (var host : hosts.values()) {
      var address = Addresses.strategyControl(host.name());
      registrations.add(node.bus().onRequest(address, action -> onAction(host, action)));
    }
    startAll();
    node.health().part(part(), () -> Health.Status.UP);
    scheduleReport();
    return Future.all(registrations.stream().map(Registration::ready).toList());
  }

  private StrategyHost host(StrategySpec spec) {
    var type = catalog.find(spec.type());
    return new StrategyHost(
        spec,
        type,
        timeline,
        (epochAtLeast, listener) ->
            new StrategyRun(
                node, spec, type, instruments, hosting, timeline, epochAtLeast, watchdog, listener),
        this::onChange);
  }

  /**
   * Those on this loop one after another: who subscribes first hears first, so in every replay the
   * same one.
   */
  private void startAll() {
    for (var spec : specs) {
      switch (spec.placement()) {
        case ISOLATED -> hosts.get(spec.name()).start(false);
        case CO_LOCATED -> toStart.add(hosts.get(spec.name()));
      }
    }
    startNext();
  }

  private void startNext() {
    starting = toStart.poll();
    if (starting != null) {
      starting.start(false);
    }
  }

  private void onChange(String failureKind) {
    if (starting != null && !starting.isStarting()) {
      startNext();
    }
    if (!failureKind.isEmpty()) {
      node.metrics().counter("strategy_failures_total", "kind", failureKind).increment();
    }
    publishStates();
  }

  /** Several of these may be on one node, each with one strategy. */
  private String part() {
    return hosting.handsOver() ? "strategy " + String.join(" ", hosts.keySet()) : "strategy";
  }

  private Future<StrategyList> onAction(StrategyHost host, StrategyAction action) {
    return switch (action.kind()) {
      case START -> {
        host.start(true);
        yield Future.succeededFuture(states());
      }
      case STOP -> {
        toStart.remove(host);
        yield host.stop().map(_ -> states());
      }
      case PAUSE -> {
        host.pause(true);
        yield Future.succeededFuture(states());
      }
      case RESUME -> {
        host.pause(false);
        yield Future.succeededFuture(states());
      }
    };
  }

  private StrategyList states() {
    return new StrategyList(hosts.values().stream().map(StrategyHost::view).toList());
  }

  private void publishStates() {
    node.bus().publish(Addresses.STRATEGY_STATES, states());
  }

  private void scheduleReport() {
    report =
        timeline.after(
            REPORT_NANOS,
            "strategy states",
            () -> {
              // for people, so by their clock as well: a replay has a second in under a millisecond
              if (System.nanoTime() - reportedAt >= REPORT_NANOS / 2) {
                reportedAt = System.nanoTime();
                publishStates();
                count();
              }
              scheduleReport();
            });
  }

  private void count() {
    long callbacks = hosts.values().stream().mapToLong(StrategyHost::callbacks).sum();
    long lost = hosts.values().stream().mapToLong(StrategyHost::lost).sum();
    node.metrics().counter("strategy_callbacks_total").increment(callbacks - callbacksReported);
    node.metrics().counter("strategy_mailbox_lost_total").increment(lost - lostReported);
    callbacksReported = callbacks;
    lostReported = lost;
  }

  private int depth() {
    return hosts.values().stream().mapToInt(StrategyHost::depth).sum();
  }

  @Override
  public Future<?> stop() {
    report.cancel();
    toStart.clear();
    node.health().remove(part());
    registrations.forEach(
        each -> each.unregister().onFailure(e -> node.defects().report("unregister", e)));
    var stops =
        hosts.values().stream()
            .map(host -> hosting.handsOver() ? host.handOver() : host.stop())
            .toList();
    return Future.join(stops)
        .eventually(
            () -> {
              count();
              watchdog.close();
              task.done();
              return Future.succeededFuture();
            });
  }
}
