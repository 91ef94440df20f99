package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.StreamHealth.State;

class MarketEarTest {

  @Test
  void aSymbolNobodySpeaksOfIsStaleWithinASecondAndTwoTenths() throws Exception {
    var node = Node.over(Vertx.vertx(), new Metrics());
    var loop = node.vertx().getOrCreateContext();
    var clock = new VirtualTimeline(0, node.defects());
    var heard = new ArrayList<MarketEvent>();
    var done = new CompletableFuture<Void>();
    var live = new StreamHealth("A", State.LIVE, "", 0, 0);
    loop.runOnContext(
        _ -> {
          var ear = new MarketEar(node, clock, MarketEar.SILENCE, heard::add);
          ear.listen(List.of("A"));
          node.bus().publish(Addresses.health("A"), live);
          node.bus().publish(Addresses.health("A"), live);
          node.inFlight()
              .whenIdle(
                  () -> {
                    while (clock.nextTimerNanos() <= Duration.ofMillis(1_200).toNanos()) {
                      clock.runNext();
                    }
                    ear.stop();
                    done.complete(null);
                  });
        });
    done.get(10, TimeUnit.SECONDS);

    assertEquals(
        List.of(live, new StreamHealth("A", State.STALE, "nobody publishes it", 0, 1_200_000_000L)),
        heard);
    node.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
