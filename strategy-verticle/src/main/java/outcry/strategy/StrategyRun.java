package outcry.strategy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.ToLongFunction;
import outcry.bus.Addresses;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.model.BarSpec;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.strategy.core.Feed;
import outcry.strategy.core.OwnOrders;

/**
 * One run of one strategy, on the event loop: from the journal's beginning to the cancel of its
 * last order. A strategy that is started again gets a new run.
 */
final class StrategyRun implements Port, LaneEnd {

  /** What a run tells its host, on the event loop. */
  interface Listener {
    void warmth(boolean warm);

    /**
     * @param kind THREW, HUNG, OVERFLOW or UNAVAILABLE; empty if it was stopped
     */
    void ended(String kind, String reason);
  }

  private static final int ENDED_MAX = 10_000;

  private final Node node;
  private final Context loop = Vertx.currentContext();
  private final StrategySpec spec;
  private final StrategyType type;
  private final StrategyConfig config;
  private final Timeline timeline;
  private final ToLongFunction<StrategySpec> epochs;
  private final long epochAtLeast;
  private final Watchdog watchdog;
  private final Listener listener;
  private final Session session;
  private final Lane lane;
  private final CallbackGuard guard = new CallbackGuard();
  private final OwnOrders own;
  private final JournalFollower journal;
  private final Feeds feeds;
  private final CommandSender sender;
  private final TaskList.Task task;
  private final LoopTimers timers;

  private final LeftOpen leftOpen;
  private volatile boolean paused;
  private boolean over;
  private long orders;
  private long epoch;

  StrategyRun(
      Node node,
      StrategySpec spec,
      StrategyType type,
      Instruments instruments,
      StrategyConfig config,
      Timeline timeline,
      ToLongFunction<StrategySpec> epochs,
      long epochAtLeast,
      Watchdog watchdog,
      Listener listener) {
    this.node = node;
    this.spec = spec;
    this.type = type;
    this.config = config;
    this.timeline = timeline;
    this.epochs = epochs;
    this.epochAtLeast = epochAtLeast;
    this.watchdog = watchdog;
    this.listener = listener;
    int partition = Addresses.partitionOf(spec.account(), config.partitions());
    var bus = node.bus();
    own = new OwnOrders(spec.account(), spec.name(), ENDED_MAX);
    session = new Session(node, spec, type, instruments, config, timeline, this, () -> paused);
    lane = lane();
    session.lane(lane);
    timers = new LoopTimers(timeline, lane, spec.name());
    sender = new CommandSender(bus, timeline, config, spec.account(), this::onOutcome);
    leftOpen = new LeftOpen(node.defects(), spec, config, timeline, sender);
    journal =
        new JournalFollower(
            bus,
            timeline,
            config,
            partition,
            this::onJournaled,
            this::onCaughtUp,
            this::unavailable);
    feeds =
        new Feeds(
            bus,
            timeline,
            config,
            lane::market,
            (symbol, bars, history) -> lane.control(() -> session.history(symbol, bars, history)),
            this::unavailable);
    task = node.tasks().begin("strategy", spec.name());
  }

  private Lane lane() {
    return switch (spec.placement()) {
      case CO_LOCATED -> new InlineLane(session, this, guard, config);
      case ISOLATED ->
          new ThreadLane(node, loop, spec.name(), session, this, this::threw, guard, config);
    };
  }

  void start() {
    watchdog.watch(guard, this::foundHanging);
    if (lane instanceof ThreadLane thread) {
      thread.start();
    }
    journal.start();
  }

  private void onJournaled(JournaledEvent journaled) {
    var event = journaled.event();
    if (event instanceof TradingStateChanged change) {
      if (epoch != 0 && concerns(change)) {
        lane.control(() -> session.riskState(change));
      }
      return;
    }
    if (own.takeAlgorithm(event)) {
      lane.control(() -> session.desk().take(event));
    }
    own.takeList(event);
    var clientOrderId = own.take(event);
    if (clientOrderId != null) {
      lane.control(() -> session.desk().take(clientOrderId, event));
    }
  }

  private boolean concerns(TradingStateChanged change) {
    return switch (change.scope()) {
      case GLOBAL, INSTRUMENT -> true;
      case ACCOUNT -> change.key().equals(spec.account());
      case STRATEGY -> change.key().equals(spec.name());
    };
  }

  private void onCaughtUp() {
    long lowest = Math.max(epochAtLeast, own.lastEpoch() + 1);
    epoch = Math.max(lowest, epochs.applyAsLong(spec));
    var parameters = type.parameters(spec.parameters());
    long started = epoch;
    lane.control(() -> session.start(parameters, started));
  }

  @Override
  public void started(boolean warm) {
    warmth(warm);
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
    if (over) {
      return; // made before it ended, arrived after: never sent
    }
    if (command instanceof SubmitOrder order) {
      own.submitted(order.clientOrderId());
      orders++;
    } else if (command instanceof SubmitList list) {
      list.orders().forEach(order -> own.submitted(order.clientOrderId()));
      orders += list.orders().size();
    } else if (command instanceof StartAlgorithm start) {
      own.started(start.algorithmId());
    }
    sender.send(command, askedAt);
  }

  private void onOutcome(OrderCommand command, CommandSender.Outcome outcome) {
    if (over) {
      leftOpen.onOutcome(command, outcome);
      return;
    }
    switch (outcome) {
      case CommandSender.Outcome.Done _ -> {} // the journal tells the rest
      case CommandSender.Outcome.EachDone(var each) -> {
        var list = (SubmitList) command;
        for (int i = 0; i < each.size(); i++) {
          if (each.get(i) instanceof Refused(RefusalCode code, String detail)) {
            var order = list.orders().get(i);
            own.refused(order.clientOrderId());
            lane.control(() -> session.desk().refused(order, code, detail));
          }
        }
      }
      case CommandSender.Outcome.NotDone(RefusalCode code, String detail) -> {
        if (command instanceof SubmitList list) {
          list.orders().forEach(order -> own.refused(order.clientOrderId()));
        } else if (command instanceof SubmitOrder order) {
          own.refused(order.clientOrderId());
        } else if (command instanceof StartAlgorithm start) {
          own.refusedAlgorithm(start.algorithmId());
        }
        lane.control(() -> session.desk().refused(command, code, detail));
      }
      case CommandSender.Outcome.Unknown(String detail) ->
          lane.control(() -> session.desk().unanswered(command, detail));
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
    return leftOpen.dealtWith();
  }

  @Override
  public void stopped() {
    end("", "", spec.cancelOnStop());
  }

  private void unavailable(String reason) {
    end("UNAVAILABLE", reason, true);
  }

  @Override
  public void threw(Throwable cause) {
    hop(
        () -> {
          node.defects().report("strategy", cause);
          end("THREW", "threw " + cause, true);
        });
  }

  @Override
  public void hung() {
    hop(
        () ->
            end(
                "HUNG",
                "a callback took longer than " + config.hangLimit().toMillis() + " ms",
                true));
  }

  @Override
  public void overflowed() {
    hop(
        () ->
            end(
                "OVERFLOW",
                "more than " + config.controlMax() + " order events and timers were waiting",
                true));
  }

  /** On the watchdog's thread. On an event loop the interrupted callback ends itself. */
  private void foundHanging() {
    if (lane instanceof ThreadLane) {
      hung();
      lane.close();
    }
  }

  private void hop(Runnable action) {
    node.inFlight().begin(InFlight.Kind.STRATEGY);
    loop.runOnContext(
        _ -> {
          try {
            action.run();
          } finally {
            node.inFlight().end(InFlight.Kind.STRATEGY);
          }
        });
  }

  private void end(String kind, String reason, boolean cancelOrders) {
    if (over) {
      return;
    }
    over = true;
    lane.close();
    watchdog.forget(guard);
    timers.stop();
    feeds.stop(this::unregister);
    journal.stop(this::unregister);
    sender.noMoreSubmits();
    if (cancelOrders) {
      leftOpen.cancel(own.algorithms(), own.open(), reason.isEmpty() ? "stopped" : reason);
    }
    if (kind.isEmpty()) {
      task.done();
    } else {
      task.failed(new IllegalStateException(kind + ": " + reason));
    }
    listener.ended(kind, reason);
    leftOpen.runHasEnded();
  }

  private void unregister(Registration registration) {
    registration.unregister().onFailure(e -> node.defects().report("unregister", e));
  }

  long orders() {
    return orders;
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
