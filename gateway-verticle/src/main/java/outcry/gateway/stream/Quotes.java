package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.bus.Registration;
import outcry.gateway.api.Desk;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.query.MarketTop;
import outcry.model.query.SymbolTop;

/** The best prices of a symbol: each quote as it comes, and around it what is told of it anyway. */
final class Quotes implements StateTopic.Source {

  private final Desk desk;
  private final String symbol;
  private final List<Registration> registrations;
  private Quote quote;
  private Trade trade;
  private StreamHealth health;
  private SymbolTop told;

  Quotes(Desk desk, String symbol) {
    this.desk = desk;
    this.symbol = symbol;
    var bus = desk.node().bus();
    registrations =
        List.of(
            bus.on(Addresses.quotes(symbol), this::on),
            bus.on(Addresses.trades(symbol), this::on),
            bus.on(Addresses.health(symbol), this::on));
  }

  private void on(MarketEvent event) {
    switch (event) {
      case Quote one -> quote = one;
      case Trade one -> trade = one;
      case StreamHealth one -> health = one;
      case MarketEvent _ -> {}
    }
  }

  @Override
  public Optional<JsonNode> next(long nowNanos) {
    var before = told;
    told = desk.latest().top(symbol).map(this::newest).orElse(before);
    return told == null || told.equals(before)
        ? Optional.empty()
        : Optional.of(desk.json().market(new MarketTop(0, List.of(told))).get(0));
  }

  /** A stale one stays stale, whatever was the last that came. */
  private SymbolTop newest(SymbolTop top) {
    boolean isNewer = quote != null && quote.receivedNanos() >= top.quoteNanos();
    boolean isHealthKnown = health != null && health.receivedNanos() >= top.quoteNanos();
    return new SymbolTop(
        symbol,
        isNewer ? quote.bidPrice() : top.bidPrice(),
        isNewer ? quote.bidQuantity() : top.bidQuantity(),
        isNewer ? quote.askPrice() : top.askPrice(),
        isNewer ? quote.askQuantity() : top.askQuantity(),
        trade == null ? top.lastPrice() : trade.price(),
        trade == null ? top.lastQuantity() : trade.quantity(),
        top.health() == StreamHealth.State.LIVE && isHealthKnown ? health.state() : top.health(),
        top.healthReason(),
        top.quotes(),
        top.trades(),
        isNewer ? quote.receivedNanos() : top.quoteNanos(),
        top.lastBars());
  }

  @Override
  public void close() {
    Sources.close(desk.node(), registrations);
  }
}
