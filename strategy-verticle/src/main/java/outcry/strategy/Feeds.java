package outcry.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
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

  private final Bus bus;
  private final Timeline timeline;
  private final StrategyConfig config;
  private final Consumer<MarketEvent> onEvent;
  private final History onHistory;
  private final Consumer<String> onFailure;
  private final Set<String> addresses = new HashSet<>();
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
      registrations.add(bus.on(address, onEvent));
    }
  }

  /** Live bars first, then the history: so nothing falls between. */
  void openBars(String symbol, BarSpec spec, int warmup) {
    subscribe(Feed.HEALTH, symbol);
    listen(Addresses.bars(symbol, spec));
    open(new OpenBars(symbol, spec, warmup), 1);
  }

  private void open(OpenBars request, int attempt) {
    if (over) {
      return;
    }
    bus.request(Addresses.OPEN_BARS, request, config.commandTimeout())
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
    registrations.forEach(
        each -> each.unregister().onFailure(e -> bus.defects().report("unregister", e)));
    registrations.clear();
  }
}
