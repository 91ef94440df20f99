package outcry.strategy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.model.BarSpec;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.strategy.core.Feed;
import outcry.strategy.core.Resumption;
import outcry.strategy.state.SavedState;
import outcry.strategy.state.StrategyStates;

/**
 * One run of one strategy, on the event loop: from the journal's beginning to the cancel of its
 * last order. A strategy that is started again gets a new run.
 */
final class StrategyRun implements Port {

  /** What a run tells its host, on the event loop. */
  interface Listener {
    void warmth(boolean warm);

    /**
     * @param kind THREW, HUNG, OVERFLOW or UNAVAILABLE; empty if it was stopped
     */
    void ended(String kind, String reason);
  }

  private static final String HANDED_OVER = "handed over";
  private static final long HAND_OVER_NANOS = Duration.ofMillis(400).toNanos();

  private final Node node;
  private final StrategySpec spec;
  private final StrategyType type;
  private final StrategyConfig config;
  private final Timeline timeline;
  private final long epochAtLeast;
  private final Watchdog watchdog;
  private final Listener listener;
  private final Session session;
  private final LaneFailures failures;
  private final Lane lane;
  private final CallbackGuard guard = new CallbackGuard();
  private final RunOrders orders;
  private final JournalFollower journal;
  private final Feeds feeds;
  private final TaskList.Task task;
  private final LoopTimers timers;

  /** Null where nothing is kept. */
  private final Outbox outbox;

  private final LeaseGuard lease;
  private final boolean handsOver;
  private SavedState before = SavedState.NONE;
  private volatile boolean paused;
  private boolean over;
  private long epoch;

  StrategyRun(
      Node node,
      StrategySpec spec,
      StrategyType type,
      Instruments instruments,
      StrategyHosting hosting,
      Timeline timeline,
      long epochAtLeast,
      Watchdog watchdog,
      Listener listener) {
    this.node = node;
    this.spec = spec;
    this.type = type;
    this.config = hosting.config();
    this.timeline = timeline;
    this.lease = hosting.guard();
    this.handsOver = hosting.handsOver();
    this.epochAtLeast = epochAtLeast;
    this.watchdog = watchdog;
    this.listener = listener;
    int partition = Addresses.partitionOf(spec.account(), config.partitions());
    session =
        new Session(
            node,
            spec,
            type,
            instruments,
            config,
            timeline,
            this,
            () -> paused,
            hosting.states().isPresent());
    failures = new LaneFailures(node, config, (kind, reason) -> end(kind, reason, true));
    lane =
        switch (spec.placement()) {
          case CO_LOCATED -> new InlineLane(session, failures, guard, config);
          case ISOLATED ->
              new ThreadLane(
                  node, Vertx.currentContext(), spec.name(), session, failures, guard, config);
        };
    session.lane(lane);
    timers = new LoopTimers(timeline, lane, spec.name());
    orders = new RunOrders(node, spec, config, timeline, lane, session.desk(), this::onOutcome);
    journal =
        new JournalFollower(
            node.bus(),
            timeline,
            config,
            partition,
            this::onJournaled,
            this::onCaughtUp,
            this::unavailable);
    feeds =
        new Feeds(
            node.bus(),
            timeline,
            config,
            lane::market,
            (symbol, bars, history) ->
                lane.control(() -> session.market().history(symbol, bars, history)),
            this::unavailable);
    outbox = hosting.states().map(this::outbox).orElse(null);
    task = node.tasks().begin("strategy", spec.name());
  }

  private Outbox outbox(StrategyStates states) {
    return new Outbox(
        node,
        timeline,
        config,
        states,
        spec.name(),
        lease::mayAct,
        asked -> orders.send(asked.command(), asked.askedAt()),
        orders.own()::knows,
        this::cannotGoOn);
  }

  /**
   * @param asked whether somebody asked for it; else one that was stopped where it ran before stays
   *     so
   */
  void start(boolean asked) {
    watchdog.watch(guard, this::foundHanging);
    if (lane instanceof ThreadLane thread) {
      thread.start();
    }
    if (outbox == null) {
      journal.start();
    } else {
      claim(
          Math.max(epochAtLeast, lease.epoch()),
          () -> {
            if (!asked && handsOver && before.stopped() && before.epoch() > 0) {
              end("", "stopped before it came here", false);
            } else {
              journal.start();
            }
          });
    }
  }

  /** Before the journal is read: whoever ran it before sends nothing that the reading misses. */
  private void claim(long atLeast, Runnable then) {
    outbox.claim(
        lease.epoch(),
        atLeast,
        kept -> {
          before = kept;
          then.run();
        });
  }

  private void onJournaled(JournaledEvent journaled) {
    if (!(journaled.event() instanceof TradingStateChanged change)) {
      orders.take(journaled.event());
    } else if (epoch != 0 && spec.isConcernedBy(change)) {
      lane.control(() -> session.riskState(change));
    }
  }

  private void onCaughtUp() {
    long lowest = Math.max(epochAtLeast, orders.own().lastEpoch() + 1);
    if (outbox == null) {
      begin(Math.max(lowest, lease.epoch()));
    } else if (outbox.epoch() >= lowest) {
      begin(outbox.epoch());
    } else { // the journal knows of runs that the store does not
      claim(lowest, () -> begin(outbox.epoch()));
    }
  }

  private void begin(long started) {
    epoch = started;
    var parameters = type.parameters(spec.parameters());
    var resumed =
        Resumption.of(
            before.outbox(),
            orders.own()::knows,
            timeline.nowNanos(),
            config.resendWithin().toNanos());
    if (outbox != null) {
      outbox.resume(before, resumed.again());
      if (over) {
        return;
      }
      outbox.keepEvery(() -> lane.control(session::keep));
    }
    lane.control(() -> session.start(parameters, started, before, resumed));
  }

  @Override
  public void warmth(boolean warm) {
    if (!over) {
      listener.warmth(warm);
    }
  }

  @Override
  public void subscribe(Feed feed, String symbol) {
    feeds.subscribe(feed, symbol);
  }

  @Override
  public void openBars(String symbol, BarSpec bars, int warmup) {
    if (!over) {
      feeds.openBars(symbol, bars, warmup);
    }
  }

  @Override
  public void timer(PendingTimer timer) {
    timers.add(timer);
  }

  @Override
  public void cancelTimer(PendingTimer timer) {
    timers.cancel(timer);
  }

  @Override
  public void command(OrderCommand command, long askedAt) {
    if (!over) { // made before it ended, arrived after: never sent
      orders.send(command, askedAt);
    }
  }

  @Override
  public void commands(List<Outbox.Asked> commands, String fields) {
    outbox.take(commands, fields);
  }

  @Override
  public void keep(String fields) {
    outbox.keep(fields);
  }

  private void onOutcome(OrderCommand command, CommandSender.Outcome outcome) {
    if (outbox != null) {
      outbox.answered(command, outcome instanceof CommandSender.Outcome.Unknown);
    }
  }

  void pause(boolean on) {
    paused = on;
  }

  /** Completes when its orders' cancels have been answered. */
  Future<Void> stop() {
    if (!over) {
      lane.control(session::stop);
    }
    return orders.dealtWith();
  }

  /**
   * Leaves everything as it is for whoever carries on: no {@code onStop}, no cancels. Completes
   * when the state is saved, if that is still ours to do.
   */
  Future<Void> handOver() {
    if (!lease.mayAct() || (!over && epoch == 0)) {
      lost(HANDED_OVER);
    } else {
      if (!over) {
        lane.control(() -> session.end(false));
      }
      var late = timeline.after(HAND_OVER_NANOS, "hand-over", () -> lost(HANDED_OVER));
      orders.dealtWith().onComplete(_ -> late.cancel());
    }
    return orders.dealtWith();
  }

  @Override
  public void ended(String fields, boolean onRequest) {
    if (over) {
      return;
    }
    if (outbox == null || epoch == 0) {
      finished(onRequest);
    } else {
      outbox.finish(fields, onRequest).onComplete(_ -> finished(onRequest));
    }
  }

  private void finished(boolean onRequest) {
    if (onRequest) {
      end("", "", spec.cancelOnStop());
    } else {
      lost(HANDED_OVER);
    }
  }

  private void cannotGoOn(Outbox.End how, String reason) {
    switch (how) {
      case LOST -> {
        lost(reason);
        lease.gaveUp(new IllegalStateException("strategy " + spec.name() + ": " + reason));
      }
      case UNAVAILABLE -> unavailable(reason);
      case OVERFLOW -> end("OVERFLOW", reason, true);
    }
  }

  /** Somebody else carries on, or will: its orders stay, and nothing more goes out. */
  private void lost(String reason) {
    orders.abandon();
    end("", reason, false);
  }

  private void unavailable(String reason) {
    end("UNAVAILABLE", reason, true);
  }

  /** On the watchdog's thread. On an event loop the interrupted callback ends itself. */
  private void foundHanging() {
    if (lane instanceof ThreadLane) {
      failures.hung();
      lane.close();
    }
  }

  private void end(String kind, String reason, boolean cancelOrders) {
    if (over) {
      return;
    }
    over = true;
    lane.close();
    watchdog.forget(guard);
    timers.stop();
    feeds.stop();
    journal.stop();
    if (outbox != null) {
      if (kind.isEmpty()) {
        outbox.close();
      } else {
        outbox.giveUp();
      }
    }
    orders.end(cancelOrders, reason.isEmpty() ? "stopped" : reason);
    if (kind.isEmpty()) {
      task.done();
    } else {
      task.failed(new IllegalStateException(kind + ": " + reason));
    }
    listener.ended(kind, reason);
    orders.ended();
  }

  long orders() {
    return orders.count();
  }

  long epoch() {
    return epoch;
  }

  long callbacks() {
    return session.callbacks();
  }

  long lost() {
    return lane.lost();
  }

  int depth() {
    return lane.depth();
  }

  boolean isOver() {
    return over;
  }
}
