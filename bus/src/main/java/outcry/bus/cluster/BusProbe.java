package outcry.bus.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.model.query.NodeProbe;
import outcry.model.query.NodeProbed;
import outcry.model.query.TaskView;

/**
 * Asks this node and, in turn, each other one, every second: can messages get through, both ways?
 * Being a member does not show it. Each time it also tells the others that this node lives.
 */
final class BusProbe {

  private static final long EVERY_MILLIS = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BACK_TIMEOUT = Duration.ofSeconds(1);

  private final Node node;
  private final String name;
  private final Registry registry;
  private final Supplier<List<String>> others;
  private final ProbeRecord record = new ProbeRecord();
  private final Instant since = Instant.now();
  private final Context context;

  private Registration answering;
  private long timer = -1;
  private long rounds;

  /**
   * @param others the names of the other members
   */
  BusProbe(Node node, String name, Registry registry, Supplier<List<String>> others) {
    this.node = node;
    this.name = name;
    this.registry = registry;
    this.others = others;
    this.context = node.vertx().getOrCreateContext();
  }

  /** Completes when other nodes can probe this one. */
  Future<Void> start() {
    Promise<Void> started = Promise.promise();
    node.health().part("bus", record::status);
    node.tasks()
        .source(() -> List.of(TaskView.running("probe", "bus " + name, since, "every second")));
    context.runOnContext(
        _ -> {
          answering = node.bus().onRequest(Addresses.nodeProbe(name), this::onProbe);
          timer = node.vertx().setPeriodic(EVERY_MILLIS, _ -> probe());
          probe();
          answering.ready().onComplete(started);
        });
    return started.future();
  }

  Future<Void> stop() {
    node.vertx().cancelTimer(timer);
    node.health().remove("bus");
    return answering.unregister();
  }

  private Future<NodeProbed> onProbe(NodeProbe probe) {
    if (!probe.askBack()) {
      return Future.succeededFuture(new NodeProbed(name, ""));
    }
    return ask(probe.from(), false, BACK_TIMEOUT)
        .map(_ -> new NodeProbed(name, ""))
        .otherwise(failure -> new NodeProbed(name, String.valueOf(failure.getMessage())));
  }

  private void probe() {
    long begun = System.nanoTime();
    ask(name, false, TIMEOUT)
        .onComplete(
            _ -> answered("self", begun),
            failure -> {
              record.self("this node does not reach itself: " + failure.getMessage());
              failed("self");
            });
    probeOther();
    rounds++;
    node.metrics().counter("announcements_missed_total").increment(registry.beat());
  }

  private void probeOther() {
    var names = others.get();
    if (names.isEmpty()) {
      record.alone();
      return;
    }
    var other = names.get((int) (rounds % names.size()));
    long begun = System.nanoTime();
    ask(other, true, TIMEOUT)
        .onComplete(
            probed -> {
              if (probed.failure().isEmpty()) {
                answered("other", begun);
              } else {
                record.other(other + " does not reach this node: " + probed.failure());
                failed("other");
              }
            },
            failure -> {
              record.other(other + " cannot be reached: " + failure.getMessage());
              if (Bus.isNoHandlers(failure)) {
                registry.forget();
              }
              failed("other");
            });
  }

  private Future<NodeProbed> ask(String whom, boolean askBack, Duration timeout) {
    return node.bus().inquire(Addresses.nodeProbe(whom), new NodeProbe(name, askBack), timeout);
  }

  private void answered(String target, long begun) {
    if (target.equals("self")) {
      record.self("");
    } else {
      record.other("");
    }
    node.metrics()
        .registry()
        .timer("bus_probe_seconds", "target", target)
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  private void failed(String target) {
    node.metrics().counter("bus_probe_failures_total", "target", target).increment();
  }
}
