package outcry.strategy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderInDoubt;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.Position;

/** A strategy whose every callback runs a script of the test, found by its instance's name. */
@Strategy("probe")
public final class Probe extends TradingStrategy<Probe.Params> {

  /**
   * @param script which script; the strategy's name in most tests
   */
  public record Params(String script, @Tune(value = "1", min = 1, max = 9) int level) {}

  /** What a callback does. */
  interface Script {
    void on(Probe probe, String callback, Object event);
  }

  static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

  Context ctx;

  /** What the scripts of a test keep. */
  @State long signals;

  private void run(String callback, Object event) {
    SCRIPTS.get(params().script()).on(this, callback, event);
  }

  @Override
  public void onStart(Context context) {
    ctx = context;
    run("start", null);
  }

  @Override
  public void onTakeover(Takeover former) {
    run("takeover", former);
  }

  @Override
  public void onQuote(Quote quote) {
    run("quote", quote);
  }

  @Override
  public void onTrade(Trade trade) {
    run("trade", trade);
  }

  @Override
  public void onBook(MarketEvent book) {
    run("book", book);
  }

  @Override
  public void onBar(Bar bar) {
    run("bar", bar);
  }

  @Override
  public void onTimer(String name) {
    run("timer", name);
  }

  @Override
  public void onOrderAccepted(OrderTicket order, OrderAccepted event) {
    run("accepted", order);
  }

  @Override
  public void onAlgorithmEnded(String algorithmId, String reason) {
    run("ended", algorithmId + " " + reason);
  }

  @Override
  public void onOrderFilled(OrderTicket order, OrderFilled event) {
    run("filled", order);
  }

  @Override
  public void onOrderDenied(OrderTicket order, OrderDenied event) {
    run("denied", event);
  }

  @Override
  public void onOrderInDoubt(OrderTicket order, OrderInDoubt event) {
    run("inDoubt", order);
  }

  @Override
  public void onOrderEvent(OrderTicket order, OrderEvent event) {
    run("event", event);
  }

  @Override
  public void onPosition(String symbol, Position position) {
    run("position", position);
  }

  @Override
  public void onStreamHealth(StreamHealth health) {
    run("health", health);
  }

  @Override
  public void onRiskState(TradingStateChanged event) {
    run("risk", event);
  }

  @Override
  public void onStop() {
    run("stop", null);
  }
}
