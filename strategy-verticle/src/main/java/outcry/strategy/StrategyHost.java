package outcry.strategy;

import io.vertx.core.Future;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Timeline;
import outcry.model.query.StrategyView;
import outcry.model.query.StrategyView.State;
import outcry.strategy.core.Parameters;

/** One hosted strategy over all its runs: what it is told to do and what it is doing. */
final class StrategyHost {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyHost.class);

  /** Makes a run whose epoch is at least so high. */
  interface Runs {
    StrategyRun begin(long epochAtLeast, StrategyRun.Listener listener);
  }

  /** Hears changes of state. */
  interface Listener {
    void changed(String failureKind);
  }

  private final StrategySpec spec;
  private final Timeline timeline;
  private final Runs runs;
  private final Listener listener;
  private final String symbol;
  private final String parameters;
  private StrategyRun run;
  private State state = State.STOPPED;
  private String reason = "";
  private boolean warm;
  private boolean paused;
  private long sinceNanos;
  private long ordersBefore;
  private long callbacksBefore;
  private long lostBefore;

  StrategyHost(
      StrategySpec spec, StrategyType type, Timeline timeline, Runs runs, Listener listener) {
    this.spec = spec;
    this.timeline = timeline;
    this.runs = runs;
    this.listener = listener;
    var record = type.parameters(spec.parameters());
    symbol = StrategyType.symbolOf(record);
    parameters = text(Parameters.write(record));
    sinceNanos = timeline.nowNanos();
  }

  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * Nothing happens if it is running.
   *
   * @param asked see {@link StrategyRun#start}
   */
  void start(boolean asked) {
    if (run != null && !run.isOver()) {
      return;
    }
    long epochAtLeast = 1;
    if (run != null) {
      ordersBefore += run.orders();
      callbacksBefore += run.callbacks();
      lostBefore += run.lost();
      epochAtLeast = run.epoch() + 1;
    }
    warm = false;
    paused = false;
    become(State.STARTING, "", "");
    run = runs.begin(epochAtLeast, new RunListener());
    run.start(asked);
  }

  String name() {
    return spec.name();
  }

  boolean isStarting() {
    return state == State.STARTING;
  }

  /** Completes when it is over and its orders' cancels are answered. */
  Future<Void> stop() {
    return run == null ? Future.succeededFuture() : run.stop();
  }

  /** Completes when whoever carries on finds everything. */
  Future<Void> handOver() {
    return run == null ? Future.succeededFuture() : run.handOver();
  }

  /** Nothing happens unless it is running. */
  void pause(boolean on) {
    if (run != null && !run.isOver() && paused != on) {
      paused = on;
      run.pause(on);
      become(stateNow(), "", "");
    }
  }

  private State stateNow() {
    if (paused) {
      return State.PAUSED;
    }
    return warm ? State.RUNNING : State.WARMING_UP;
  }

  private final class RunListener implements StrategyRun.Listener {

    @Override
    public void warmth(boolean isWarm) {
      warm = isWarm;
      become(stateNow(), "", "");
    }

    @Override
    public void ended(String kind, String why) {
      boolean failed = !kind.isEmpty();
      if (failed) {
        LOG.error("strategy {} failed: {}: {}", spec.name(), kind, why);
      }
      become(failed ? State.FAILED : State.STOPPED, failed ? kind + ": " + why : why, kind);
    }
  }

  private void become(State next, String why, String failureKind) {
    state = next;
    reason = why;
    sinceNanos = timeline.nowNanos();
    listener.changed(failureKind);
  }

  long callbacks() {
    return callbacksBefore + (run == null ? 0 : run.callbacks());
  }

  long lost() {
    return lostBefore + (run == null ? 0 : run.lost());
  }

  int depth() {
    return run == null ? 0 : run.depth();
  }

  StrategyView view() {
    return new StrategyView(
        spec.name(),
        spec.type(),
        spec.account(),
        symbol,
        state,
        reason,
        parameters,
        ordersBefore + (run == null ? 0 : run.orders()),
        callbacks(),
        lost(),
        sinceNanos);
  }
}
