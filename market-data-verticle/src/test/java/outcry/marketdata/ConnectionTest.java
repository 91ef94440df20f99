package outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import outcry.model.MarketEvent;

/** One snapshot at a time. */
@Timeout(20)
class ConnectionTest extends MarketDataCase {

  private final ScriptedSession session = new ScriptedSession();
  private Connection connection;

  /** Connected, with nobody to tell. */
  @BeforeEach
  void connect() throws Exception {
    connection =
        new Connection(
            node,
            timeline,
            session,
            MarketDataConfig.of("TEST", List.of(BTC)),
            new SplittableRandom(1),
            Set.of(BTC.symbol()),
            new Connection.Owner() {
              @Override
              public void onEvent(MarketEvent event) {}

              @Override
              public void onConnected() {}

              @Override
              public void onDisconnected(String reason) {}
            });
    loop(connection::connect);
    advance(1);
    session.calls.clear();
  }

  private void loop(Runnable action) throws Exception {
    onLoop(
        () -> {
          action.run();
          return Future.succeededFuture();
        });
  }

  private void needSnapshot() throws Exception {
    loop(() -> connection.requestSnapshot(BTC.symbol()));
  }

  @Test
  void asLongAsOneRequestIsUnansweredThereIsNoOther() throws Exception {
    var answer = new CompletableFuture<Void>();
    session.snapshotAnswer = answer;
    needSnapshot();
    needSnapshot();
    loop(
        () -> {
          for (int i = 0; i < 10 && timeline.nextTimerNanos() < Long.MAX_VALUE; i++) {
            timeline.runNext();
          }
        });
    assertEquals(1, session.calls.size());

    loop(() -> answer.complete(null));
    advance(Duration.ofSeconds(1).toNanos());
    assertEquals(2, session.calls.size(), "it was needed again meanwhile");
  }

  @Test
  void askingOftenMakesOneWaitAndNotSeveral() throws Exception {
    session.snapshotAnswer = CompletableFuture.failedStage(new IllegalStateException("not now"));
    for (int i = 0; i < 5; i++) {
      needSnapshot();
    }
    advance(Duration.ofMinutes(2).toNanos());
    int requests = session.calls.size();
    assertTrue(requests >= 5 && requests <= 20, "doubling waits up to 30 s, not " + requests);
  }

  @Test
  void onceTheBookIsLiveNothingIsAskedForAnyMore() throws Exception {
    needSnapshot();
    loop(() -> connection.synced(BTC.symbol()));
    advance(Duration.ofMinutes(5).toNanos());
    assertEquals(1, session.calls.size());
  }
}
