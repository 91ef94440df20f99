package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import outcry.bus.Addresses;
import outcry.model.BarSpec;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.query.BarsOpened;
import outcry.model.query.MarketTop;
import outcry.model.query.OpenBars;

@Timeout(20)
class MarketDataVerticleTest extends MarketDataCase {

  @Test
  void connectsAgainAndSubscribesToWhatItShouldHave() throws Exception {
    var session = new ScriptedSession();
    session.opensToFail = 2;
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var connected = new CompletableFuture<Void>();
    onLoop(
        () -> {
          verticle.whenConnected(Duration.ofSeconds(5)).onComplete(_ -> connected.complete(null));
          return Future.succeededFuture();
        });
    advance(2_000_000_000L);
    connected.get(5, TimeUnit.SECONDS);
    assertTrue(node.health().isReady());
    assertEquals(List.of("open", "open", "open", "subscribe [BTCUSDT.BINANCE]"), session.calls);

    var health = new ArrayList<StreamHealth.State>();
    onLoop(
        () ->
            node.bus()
                .on(
                    Addresses.health(BTC.symbol()),
                    event -> health.add(((StreamHealth) event).state()))
                .ready());
    session.calls.clear();
    onLoop(
        () -> {
          session.listener.onEvent(new Quote(BTC.symbol(), 1, 1, 2, 1, 1, 0, START));
          session.listener.onDisconnected("reset by peer");
          return Future.succeededFuture();
        });
    assertEquals(false, node.health().isReady());
    advance(1_000_000_000L);
    assertEquals(List.of("open", "subscribe [BTCUSDT.BINANCE]"), session.calls);
    onLoop(() -> verticle.undeploy(context));
    assertEquals("close", session.calls.getLast());
    assertEquals(List.of(StreamHealth.State.LIVE, StreamHealth.State.DISCONNECTED), health);
    assertEquals(List.of(), node.tasks().running());
  }

  @Test
  void waitingForAConnectionHasADeadline() throws Exception {
    var session = new ScriptedSession();
    session.opensToFail = Integer.MAX_VALUE;
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    var failed = new CompletableFuture<Throwable>();
    onLoop(
        () -> {
          verticle.whenConnected(Duration.ofSeconds(5)).onFailure(failed::complete);
          return Future.succeededFuture();
        });
    advance(5_000_000_000L);
    assertInstanceOf(TimeoutException.class, failed.get(5, TimeUnit.SECONDS));
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void aGapAsksTheSessionForASnapshot() throws Exception {
    var session = new ScriptedSession();
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    advance(1);
    var none = outcry.model.Levels.NONE;
    onLoop(
        () -> {
          var symbol = BTC.symbol();
          session.listener.onEvent(new MarketEvent.BookSnapshot(symbol, 1, none, none, 0, START));
          session.listener.onEvent(
              new MarketEvent.BookDelta(symbol, 5, 6, -1, none, none, 0, START));
          return Future.succeededFuture();
        });
    assertEquals("snapshot BTCUSDT.BINANCE", session.calls.getLast());
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void opensBarsAndPublishesTheTop() throws Exception {
    var session = new ScriptedSession();
    var verticle = verticle(session, Optional.empty());
    deploy(verticle);
    advance(1);
    var request = new OpenBars(BTC.symbol(), BarSpec.ticks(1), 10);
    assertEquals(new BarsOpened(List.of()), open(request));
    var tops = new ArrayList<MarketTop>();
    onLoop(() -> node.bus().on(Addresses.MARKET_TOP, tops::add).ready());
    onLoop(
        () -> {
          session.listener.onEvent(
              new MarketEvent.Trade(BTC.symbol(), 1, 5, 6, outcry.model.Side.BUY, START, START));
          return Future.succeededFuture();
        });
    var bar = new Bar(BTC.symbol(), BarSpec.ticks(1), START, 5, 5, 5, 5, 6, 1, START, START);
    assertEquals(new BarsOpened(List.of(bar)), open(request));
    advance(400_000_000L);
    assertEquals(1, tops.size(), "as often as people look, whatever the timeline does");
    assertEquals(List.of(bar), tops.getLast().symbols().getFirst().lastBars());
    onLoop(() -> verticle.undeploy(context));
  }

  @Test
  void nobodyAnswersForTheBarsOfAnUnknownSymbol() throws Exception {
    var verticle = verticle(new ScriptedSession(), Optional.empty());
    deploy(verticle);
    var failure =
        assertThrows(Exception.class, () -> open(new OpenBars("XYZ.NONE", BarSpec.ticks(1), 1)));
    var refused = assertInstanceOf(ReplyException.class, failure.getCause());
    assertEquals(ReplyFailure.NO_HANDLERS, refused.failureType());
    onLoop(() -> verticle.undeploy(context));
  }

  private BarsOpened open(OpenBars request) throws Exception {
    return onLoop(
        () ->
            node.bus()
                .request(Addresses.openBars(request.symbol()), request, Duration.ofSeconds(5)));
  }
}
