package outcry.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Defects;
import outcry.bus.Hop;
import outcry.bus.HopLatency;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.model.Algorithm;
import outcry.model.BarSpec;
import outcry.model.Contingency;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.Position;
import outcry.model.Side;
import outcry.strategy.core.Causes;
import outcry.strategy.core.Feed;
import outcry.strategy.core.Resumption;
import outcry.strategy.state.SavedState;

/**
 * One run of one strategy, on the strategy's thread: hands events to its callbacks and is the
 * context through which it acts.
 */
final class Session implements Context {

  static final int TIMERS_MAX = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger("outcry.strategy.log");

  private final StrategySpec spec;
  private final StrategyType type;
  private final TradingStrategy<?> strategy;
  private final Instruments instruments;
  private final Timeline timeline;
  private final HopLatency feedLatency;
  private final Port port;
  private final BooleanSupplier paused;
  private final OrderDesk desk;
  private final MarketDesk market;

  /** What the callback that runs has sent so far; used only where it is saved first. */
  private final List<Outbox.Asked> asked = new ArrayList<>();

  private final boolean keeps;
  private Lane lane;
  private Object because = "";
  private boolean started;
  private final Defects defects;
  private int timers;
  private volatile long callbacks;

  /**
   * @param keeps whether commands are saved, with the fields, before they are sent
   */
  Session(
      Node node,
      StrategySpec spec,
      StrategyType type,
      Instruments instruments,
      StrategyConfig config,
      Timeline timeline,
      Port port,
      BooleanSupplier paused,
      boolean keeps) {
    this.spec = spec;
    this.type = type;
    this.strategy = type.create();
    this.instruments = instruments;
    this.timeline = timeline;
    this.feedLatency = node.metrics().latency(Hop.FEED_TO_STRATEGY);
    this.port = port;
    this.paused = paused;
    this.keeps = keeps;
    this.defects = node.defects();
    this.market = new MarketDesk(this, strategy, instruments);
    this.desk = new OrderDesk(this, strategy, spec, instruments, config);
  }

  void lane(Lane callbacks) {
    lane = callbacks;
  }

  OrderDesk desk() {
    return desk;
  }

  long callbacks() {
    return callbacks;
  }

  /** One letter: exactly one of the first two is given. */
  void run(MarketEvent event, Runnable action, long beganAt) {
    if (event == null) {
      action.run();
    } else {
      feedLatency.record(beganAt - timeline.arrivedAt(event.receivedNanos()));
      market.take(event);
    }
    market.openDeclared();
    if (!asked.isEmpty()) {
      handOver();
    }
  }

  /** One callback's commands are one save, together with what it has changed. */
  private void handOver() {
    var commands = List.copyOf(asked);
    asked.clear();
    var fields = fields();
    lane.onLoop(() -> port.commands(commands, fields));
  }

  private String fields() {
    return type.state().write(strategy);
  }

  /** Tells the event loop what the fields are now. */
  void keep() {
    if (started) {
      var fields = fields();
      lane.onLoop(() -> port.keep(fields));
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void called() {
    callbacks = callbacks + 1;
  }

  /**
   * @param before what the run before has kept
   * @param resumed what of it goes on
   */
  void start(Record parameters, long epoch, SavedState before, Resumption resumed) {
    desk.epoch(epoch);
    var unknown = type.state().restore(strategy, before.fields());
    if (!unknown.isEmpty()) {
      log("kept by an earlier run and no fields any more: {}", unknown);
    }
    var tickets = desk.resume(resumed.again());
    because = "start";
    TradingStrategies.attach(strategy, parameters, this);
    called();
    strategy.onStart(this);
    if (!before.stopped()) {
      because = "takeover";
      called();
      strategy.onTakeover(new Takeover(before.epoch(), before.atNanos(), tickets));
    }
    resumed.tooOld().forEach(command -> later(() -> desk.refuseTooOld(command)));
    started = true;
    boolean warmNow = market.started();
    lane.onLoop(() -> port.warmth(warmNow));
  }

  /** False until {@code onStart}: what happened before is known but not told. */
  boolean isStarted() {
    return started;
  }

  void stop() {
    because = "stop";
    if (started) {
      called();
      strategy.onStop();
    }
    if (!asked.isEmpty()) {
      handOver(); // before the end
    }
    end(true);
  }

  /**
   * The last of this run.
   *
   * @param onRequest false if another node carries on
   */
  void end(boolean onRequest) {
    var fields = started ? fields() : "";
    lane.onLoop(() -> port.ended(fields, onRequest));
  }

  void riskState(TradingStateChanged event) {
    because = "risk:" + event.scope() + ":" + event.key() + ":" + event.state();
    called();
    strategy.onRiskState(event);
  }

  /** From here on commands name this as their cause. */
  void because(String cause) {
    because = cause;
    called();
  }

  /** As {@link #because(String)}; its name is made only if somebody asks. No callback yet. */
  void because(MarketEvent event) {
    because = event;
  }

  String cause() {
    return because instanceof MarketEvent event ? Causes.of(event) : (String) because;
  }

  void send(OrderCommand command) {
    long askedAt = System.nanoTime();
    if (keeps) {
      asked.add(new Outbox.Asked(command, askedAt));
    } else {
      lane.onLoop(() -> port.command(command, askedAt));
    }
  }

  /** After the current callback. */
  void later(Runnable action) {
    lane.control(action);
  }

  MarketDesk market() {
    return market;
  }

  void onLoop(Consumer<Port> action) {
    lane.onLoop(() -> action.accept(port));
  }

  void timerOver() {
    timers--;
  }

  void canceled(PendingTimer timer) {
    requireHere();
    timers--;
    lane.onLoop(() -> port.cancelTimer(timer));
  }

  void requireHere() {
    if (!lane.isHere()) {
      throw new IllegalStateException(
          "the context of " + spec.name() + " is used on its own thread only, while it runs");
    }
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String account() {
    return spec.account();
  }

  @Override
  public long now() {
    return timeline.nowNanos();
  }

  @Override
  public Instrument instrument(String symbol) {
    return instruments.get(symbol);
  }

  @Override
  public void subscribeQuotes(String symbol) {
    subscribe(Feed.QUOTES, symbol, type.wantsQuotes(), "onQuote");
  }

  @Override
  public void subscribeTrades(String symbol) {
    subscribe(Feed.TRADES, symbol, type.wantsTrades(), "onTrade");
  }

  @Override
  public void subscribeBook(String symbol) {
    subscribe(Feed.BOOK, symbol, type.wantsBooks(), "onBook");
  }

  private void subscribe(Feed feed, String symbol, boolean wanted, String callback) {
    requireHere();
    instruments.get(symbol);
    if (!wanted) {
      throw new IllegalStateException(
          type.name() + " subscribes to " + feed + " but does not override " + callback);
    }
    lane.onLoop(() -> port.subscribe(feed, symbol));
  }

  @Override
  public Bars bars(String symbol, BarSpec barSpec) {
    requireHere();
    return market.bars(symbol, barSpec);
  }

  @Override
  public StrategyTimer schedule(Schedule when, String name) {
    return schedule(when, name, () -> strategy.onTimer(name));
  }

  @Override
  public StrategyTimer schedule(Schedule when, String name, Runnable action) {
    requireHere();
    if (timers == TIMERS_MAX) {
      throw new IllegalStateException("more than " + TIMERS_MAX + " timers");
    }
    timers++;
    var timer = new PendingTimer(this, name, when, action);
    lane.onLoop(() -> port.timer(timer));
    return timer;
  }

  @Override
  public OrderDraft order(Side side, String symbol, long quantity) {
    requireHere();
    return new OrderDraft(desk, instruments.get(symbol), side, quantity);
  }

  @Override
  public List<OrderTicket> submitAll(List<OrderDraft> drafts) {
    return desk.submitAll(Contingency.NONE, drafts);
  }

  @Override
  public List<OrderTicket> oneCancelsOthers(List<OrderDraft> drafts) {
    return desk.submitAll(Contingency.OCO, drafts);
  }

  @Override
  public void onFirstFill(Collection<OrderTicket> orders, Consumer<Optional<OrderTicket>> then) {
    requireHere();
    FillRace.run(orders, defects, first -> later(() -> filledFirst(first, then)));
  }

  private void filledFirst(Optional<OrderTicket> first, Consumer<Optional<OrderTicket>> then) {
    because(first.map(ticket -> "fill:" + ticket.clientOrderId()).orElse("fill:none"));
    then.accept(first);
  }

  @Override
  public Position position(String symbol) {
    requireHere();
    return desk.position(symbol);
  }

  @Override
  public List<OrderTicket> openOrders() {
    requireHere();
    return desk.open();
  }

  @Override
  public String work(
      Side side, String symbol, long quantity, Algorithm algorithm, long price, Duration length) {
    instruments.get(symbol);
    return desk.start(side, symbol, quantity, algorithm, price, length);
  }

  @Override
  public void cancelWork(String algorithmId) {
    desk.cancelAlgorithm(algorithmId);
  }

  @Override
  public void cancelAll() {
    desk.cancelAlgorithms();
    openOrders().forEach(OrderTicket::cancel);
  }

  @Override
  public void flatten(String reason) {
    requireHere();
    log("flatten: {}", reason);
    desk.flatten();
  }

  @Override
  public boolean isPaused() {
    return paused.getAsBoolean();
  }

  @Override
  public void log(String message, Object... arguments) {
    LOG.atInfo()
        .addKeyValue("strategy", spec.name())
        .addKeyValue("at", timeline.nowNanos())
        .log(message, arguments);
  }
}
