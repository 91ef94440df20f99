package outcry.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.Position;
import outcry.model.Side;
import outcry.strategy.core.Causes;
import outcry.strategy.core.Feed;

/**
 * One run of one strategy, on the strategy's thread: hands events to its callbacks and is the
 * context through which it acts.
 */
final class Session implements Context {

  static final int TIMERS_MAX = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger("outcry.strategy.log");

  private record BarsKey(String symbol, BarSpec spec) {}

  private final StrategySpec spec;
  private final StrategyType type;
  private final TradingStrategy<?> strategy;
  private final Instruments instruments;
  private final Timeline timeline;
  private final HopLatency feedLatency;
  private final Port port;
  private final BooleanSupplier paused;
  private final OrderDesk desk;
  private final Map<String, StreamHealth.State> streams = new HashMap<>();
  private final Map<BarsKey, Bars> series = new LinkedHashMap<>();
  private final List<Bars> declared = new ArrayList<>();
  private Lane lane;
  private Object because = "";
  private boolean started;
  private boolean warm;
  private final Defects defects;

  /** The newest price of each symbol, as a buyer and as a seller would have to pay. */
  private final Map<String, long[]> prices = new HashMap<>();

  private int timers;
  private volatile long callbacks;

  Session(
      Node node,
      StrategySpec spec,
      StrategyType type,
      Instruments instruments,
      StrategyConfig config,
      Timeline timeline,
      Port port,
      BooleanSupplier paused) {
    this.spec = spec;
    this.type = type;
    this.strategy = type.create();
    this.instruments = instruments;
    this.timeline = timeline;
    this.feedLatency = node.metrics().latency(Hop.FEED_TO_STRATEGY);
    this.port = port;
    this.paused = paused;
    this.defects = node.defects();
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
      because = event;
      market(event);
    }
    if (!declared.isEmpty()) {
      openDeclared();
    }
  }

  private void market(MarketEvent event) {
    switch (event) {
      case Quote e -> {
        seen(e.symbol());
        price(e.symbol(), e.askPrice(), e.bidPrice());
        called();
        strategy.onQuote(e);
      }
      case Trade e -> {
        seen(e.symbol());
        price(e.symbol(), e.price(), e.price());
        called();
        strategy.onTrade(e);
      }
      case BookSnapshot e -> book(e);
      case BookDelta e -> book(e);
      case Bar e -> bar(e);
      case StreamHealth e -> {
        streams.put(e.symbol(), e.state());
        called();
        strategy.onStreamHealth(e);
      }
      case InstrumentStatus _ -> {} // the order owner refuses what cannot be traded
    }
  }

  private void book(MarketEvent book) {
    seen(book.symbol());
    called();
    strategy.onBook(book);
  }

  /** Data from a stream that never said how it is: taken as live. */
  private void price(String symbol, long forBuyer, long forSeller) {
    var price = prices.computeIfAbsent(symbol, _ -> new long[2]);
    price[0] = forBuyer;
    price[1] = forSeller;
  }

  /** The newest price that an order on this side would have met, price units; 0 if none came. */
  long price(Side side, String symbol) {
    var price = prices.get(symbol);
    return price == null ? 0 : price[side == Side.BUY ? 0 : 1];
  }

  private void seen(String symbol) {
    streams.putIfAbsent(symbol, StreamHealth.State.LIVE);
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void called() {
    callbacks = callbacks + 1;
  }

  private void bar(Bar bar) {
    seen(bar.symbol());
    price(bar.symbol(), bar.close(), bar.close());
    var bars = series.get(new BarsKey(bar.symbol(), bar.spec()));
    if (!bars.isOpen()) {
      bars.keepEarly(bar);
    } else if (bars.take(bar)) {
      settleWarmth();
      if (warm) {
        called();
        strategy.onBar(bar);
      }
    }
  }

  void history(String symbol, BarSpec barSpec, List<Bar> history) {
    var bars = series.get(new BarsKey(symbol, barSpec));
    var early = bars.open(history);
    settleWarmth();
    for (var bar : early) {
      because = bar;
      bar(bar);
    }
  }

  private void settleWarmth() {
    if (warm) {
      return;
    }
    for (var bars : series.values()) {
      if (!bars.isWarm()) {
        return;
      }
    }
    warm = true;
    if (started) {
      lane.onLoop(() -> port.warmth(true));
    }
  }

  private void openDeclared() {
    for (var bars : List.copyOf(declared)) {
      lane.onLoop(() -> port.openBars(bars.symbol(), bars.spec(), bars.warmup()));
    }
    declared.clear();
  }

  void start(Record parameters, long epoch) {
    desk.epoch(epoch);
    because = "start";
    TradingStrategies.attach(strategy, parameters, this);
    called();
    strategy.onStart(this);
    warm = series.isEmpty();
    started = true;
    boolean warmNow = warm;
    lane.onLoop(() -> port.started(warmNow));
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
    lane.onLoop(port::stopped);
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

  String cause() {
    return because instanceof MarketEvent event ? Causes.of(event) : (String) because;
  }

  void send(OrderCommand command) {
    long askedAt = System.nanoTime();
    lane.onLoop(() -> port.command(command, askedAt));
  }

  /** After the current callback. */
  void later(Runnable action) {
    lane.control(action);
  }

  StreamHealth.State stream(String symbol) {
    return streams.get(symbol);
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
    var instrument = instruments.get(symbol);
    var key = new BarsKey(symbol, barSpec);
    var known = series.get(key);
    if (known != null) {
      return known;
    }
    var bars = new Bars(instrument, barSpec);
    series.put(key, bars);
    declared.add(bars); // opened after this callback: by then it is known how it wants to be warm
    if (started && warm) {
      warm = false;
      lane.onLoop(() -> port.warmth(false));
    }
    return bars;
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
