package outcry.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
import outcry.bus.StreamWatch;
import outcry.bus.Timeline;
import outcry.model.BarSpec;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.query.OpenBars;
import outcry.strategy.core.Feed;

/** What one run of a strategy listens to: only what it asked for, each once. */
final class Feeds {

  /** Takes the history of bars that were opened. */
  interface History {
    void take(String symbol, BarSpec spec, List<Bar> history);
  }

  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  private final Bus bus;
  private final Timeline timeline;
  private final StrategyConfig config;
  private final Consumer<MarketEvent> onEvent;
  private final History onHistory;
  private final Consumer<String> onFailure;
  private final Set<String> addresses = new HashSet<>();
  private final Map<String, List<OpenBars>> opened = new LinkedHashMap<>();

  /** Null where publishers live and die with their readers. */
  private final StreamWatch watch;

  private Timeline.Timer looking;
  private final List<Registration> registrations = new ArrayList<>();
  private boolean over;

  Feeds(
      Bus bus,
      Timeline timeline,
      StrategyConfig config,
      Consumer<MarketEvent> onEvent,
      History onHistory,
      Consumer<String> onFailure) {
    this.bus = bus;
    this.timeline = timeline;
    this.config = config;
    this.onEvent = onEvent;
    this.onHistory = onHistory;
    this.onFailure = onFailure;
    this.watch = config.marketSilence().isZero() ? null : new StreamWatch(config.marketSilence());
  }

  private void onMarket(MarketEvent event) {
    boolean wasSilent = watch.isSilent(event.symbol());
    if (watch.takes(event, timeline.nowNanos())) {
      onEvent.accept(event);
    }
    if (wasSilent && !watch.isSilent(event.symbol())) {
      // whoever publishes it now may not know of its bars, or has some that were never heard
      opened.getOrDefault(event.symbol(), List.of()).forEach(request -> open(request, 1));
    }
  }

  private void look() {
    watch.silent(timeline.nowNanos()).forEach(onEvent);
    looking = timeline.after(LOOK_NANOS, "market silence", this::look);
  }

  void subscribe(Feed feed, String symbol) {
    listen(
        switch (feed) {
          case QUOTES -> Addresses.quotes(symbol);
          case TRADES -> Addresses.trades(symbol);
          case BOOK -> Addresses.books(symbol);
          case HEALTH -> Addresses.health(symbol);
        });
    if (feed != Feed.HEALTH) {
      subscribe(Feed.HEALTH, symbol);
    }
  }

  private void listen(Address<MarketEvent> address) {
    if (!over && addresses.add(address.name())) {
      registrations.add(bus.on(address, watch == null ? onEvent : this::onMarket));
      if (watch != null && looking == null) {
        look();
      }
    }
  }

  /** Live bars first, then the history: so nothing falls between. */
  void openBars(String symbol, BarSpec spec, int warmup) {
    subscribe(Feed.HEALTH, symbol);
    listen(Addresses.bars(symbol, spec));
    var request = new OpenBars(symbol, spec, warmup);
    opened.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(request);
    open(request, 1);
  }

  private void open(OpenBars request, int attempt) {
    if (over) {
      return;
    }
    bus.request(Addresses.openBars(request.symbol()), request, config.commandTimeout())
        .onSuccess(
            opened -> {
              if (!over) {
                onHistory.take(request.symbol(), request.spec(), opened.history());
              }
            })
        .onFailure(cause -> failed(request, attempt, cause));
  }

  private void failed(OpenBars request, int attempt, Throwable cause) {
    if (over) {
      return;
    }
    if (attempt >= config.attemptsMax()) {
      onFailure.accept(
          "cannot open bars "
              + request.spec()
              + " of "
              + request.symbol()
              + ": "
              + cause.getMessage());
      return;
    }
    timeline.after(
        config.retryDelay().toNanos(), "open bars again", () -> open(request, attempt + 1));
  }

  void stop() {
    over = true;
    if (looking != null) {
      looking.cancel();
    }
    registrations.forEach(
        each -> each.unregister().onFailure(e -> bus.defects().report("unregister", e)));
    registrations.clear();
  }
}
