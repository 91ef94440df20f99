package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.Side;
import outcry.model.query.StrategyView.State;

/** The samples on generated markets, through the whole runtime. */
class SamplesTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private void deploy(String type, Map<String, String> parameters) throws Exception {
    rig.deploy(
        Rig.CONFIG,
        StrategyCatalog.installed(),
        StrategySpec.of("sample", type, "acct", parameters, Placement.CO_LOCATED));
  }

  /** A market that swings: 100 minutes a wave, 3 percent each way. */
  private void swing(int minutes) throws Exception {
    for (int minute = 0; minute < minutes; minute++) {
      long close = Math.round(6_000_000 + 180_000 * Math.sin(minute * 2 * Math.PI / 100));
      rig.step(() -> rig.owner.marketPrice = close);
      rig.publish(Rig.bar(minute, close));
    }
  }

  private List<SubmitOrder> orders() throws Exception {
    return rig.on(
        () ->
            rig.owner.commands.stream()
                .filter(SubmitOrder.class::isInstance)
                .map(SubmitOrder.class::cast)
                .toList());
  }

  private static void assertAlternates(List<SubmitOrder> orders) {
    for (int i = 0; i < orders.size(); i++) {
      assertEquals(i % 2 == 0 ? Side.BUY : Side.SELL, orders.get(i).side(), "order " + i);
      assertEquals(100, orders.get(i).quantity());
    }
  }

  @Test
  void theCrossoverIsInOnceAWaveAndNeverTwice() throws Exception {
    deploy("sma-crossover", Map.of("symbol", Rig.BTC, "bars", "1m", "fast", "10", "slow", "30"));
    swing(600);

    assertEquals(State.RUNNING, rig.view("sample").state());
    assertEquals(12, orders().size(), 1);
    assertAlternates(orders());
  }

  @Test
  void theReversionBuysTheFallAndSellsTheRecovery() throws Exception {
    deploy("rsi-mean-reversion", Map.of("symbol", Rig.BTC, "bars", "1m"));
    swing(600);

    assertTrue(orders().size() >= 8, "orders: " + orders().size());
    assertAlternates(orders());
  }

  private void wander(int seconds) throws Exception {
    for (int i = 0; i < seconds; i++) {
      rig.advance(Duration.ofSeconds(1));
      long mid = Math.round(6_000_000 + 300 * Math.sin(i / 3.0));
      rig.publish(rig.quote(mid - 1, mid + 1));
    }
  }

  @Test
  void theMarketMakerQuotesBothSidesOfTheMarketAndNotTooOften() throws Exception {
    deploy("market-maker", Map.of("symbol", Rig.BTC, "threshold", "0.5"));
    wander(120);

    assertEquals(2, rig.owner.openOrders().size());
    for (var order : orders()) {
      assertTrue(order.postOnly());
      assertTrue(
          order.side() == Side.BUY ? order.price() < 6_000_301 : order.price() > 5_999_699,
          () -> "far across: " + order);
    }
    long amends =
        rig.on(
            () ->
                rig.owner.commands.stream()
                    .filter(OrderCommand.AmendOrder.class::isInstance)
                    .count());
    assertEquals(2, orders().size(), "quotes are moved, not replaced");
    assertTrue(amends <= 2 * 120 / 5, "amends: " + amends);
    assertTrue(amends > 2, "it follows the market");
  }

  @Test
  void theMarketMakerLeansAgainstItsInventoryAndKeepsItsLimit() throws Exception {
    deploy("market-maker", Map.of("symbol", Rig.BTC, "inventory", "2", "gamma", "1"));
    wander(20);
    for (int i = 0; i < 4; i++) {
      rig.step(
          () -> open(Side.BUY).forEach(o -> rig.owner.fill(o.clientOrderId(), 100, o.price())));
      wander(11);
    }

    assertEquals(List.of(), open(Side.BUY), "full: no more bids");
    assertEquals(1, open(Side.SELL).size());
  }

  private List<SubmitOrder> open(Side side) {
    var open = new ArrayList<SubmitOrder>();
    for (OrderCommand command : rig.owner.commands) {
      if (command instanceof SubmitOrder order
          && order.side() == side
          && rig.owner.openOrders().contains(order.clientOrderId())) {
        open.add(order);
      }
    }
    return open;
  }

  @Test
  void aStaleStreamTakesTheQuotesOffUntilItIsLiveAgain() throws Exception {
    deploy("market-maker", Map.of("symbol", Rig.BTC));
    wander(30);
    assertEquals(2, rig.owner.openOrders().size());

    rig.publish(new StreamHealth(Rig.BTC, StreamHealth.State.STALE, "quiet", 0, 0));
    wander(10);
    assertEquals(List.of(), rig.owner.openOrders());

    rig.publish(new StreamHealth(Rig.BTC, StreamHealth.State.LIVE, "", 0, 0));
    wander(10);
    assertEquals(2, rig.owner.openOrders().size());
  }
}
