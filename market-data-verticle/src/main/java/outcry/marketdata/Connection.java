package outcry.marketdata;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.bus.async.Backoff;
import outcry.bus.async.ConnectionGate;
import outcry.model.MarketEvent;
import outcry.venue.MarketDataSession;

/**
 * Keeps a session as it should be: connected, subscribed to the whole set, with a live book. Every
 * attempt that fails is repeated after a growing, jittered wait; there is one attempt or one wait
 * at a time. One event loop.
 */
final class Connection implements MarketDataSession.Listener {

  /** What the verticle does with what a session tells. */
  interface Owner {
    void onEvent(MarketEvent event);

    void onConnected();

    void onDisconnected(String reason);
  }

  private static final int WAITERS_MAX = 100;
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Node node;
  private final Timeline timeline;
  private final MarketDataSession session;
  private final MarketDataConfig config;
  private final RandomGenerator random;
  private final Set<String> desired;
  private final Owner owner;
  private final Backoff backoff;
  private final Map<String, Resync> resyncs = new LinkedHashMap<>();
  private final ConnectionGate<MarketDataSession> gate;
  private Timeline.Timer retry;
  private int failures;
  private boolean closed;

  /** A book that is asked for: one request or one wait at a time. */
  private static final class Resync {
    private int requests;
    private boolean asking;
    private boolean askedMeanwhile;
    private Timeline.Timer wait;

    void stopWaiting() {
      if (wait != null) {
        wait.cancel();
        wait = null;
      }
    }
  }

  Connection(
      Node node,
      Timeline timeline,
      MarketDataSession session,
      MarketDataConfig config,
      RandomGenerator random,
      Set<String> desired,
      Owner owner) {
    this.node = node;
    this.timeline = timeline;
    this.session = session;
    this.config = config;
    this.random = random;
    this.desired = desired;
    this.owner = owner;
    this.backoff = new Backoff(config.retryMin(), config.retryMax());
    this.gate = new ConnectionGate<>(config.name(), WAITERS_MAX, timeline);
  }

  void connect() {
    retry = null;
    attempt(
        "connect",
        () -> session.open(this).thenCompose(_ -> session.subscribe(desired)),
        failure -> {
          if (closed) {
            return;
          }
          if (failure == null) {
            established();
          } else {
            LOG.warn("{}: cannot connect: {}", config.name(), failure.toString());
            retryLater();
          }
        });
  }

  private void established() {
    failures = 0;
    owner.onConnected();
    gate.opened(session);
    new LinkedHashMap<>(resyncs).forEach(this::request); // asked for before we knew
  }

  private void retryLater() {
    if (retry == null && !closed) {
      failures++;
      retry =
          timeline.after(
              backoff.delayNanos(failures, random), "connect " + config.name(), this::connect);
    }
  }

  @Override
  public void onEvent(MarketEvent event) {
    if (!closed) {
      owner.onEvent(event);
    }
  }

  @Override
  public void onDisconnected(String reason) {
    if (closed) {
      return;
    }
    gate.lost(reason);
    forgetResyncs();
    owner.onDisconnected(reason);
    retryLater();
  }

  /** Asks for a fresh book: the first time at once, again after a wait that grows. */
  void requestSnapshot(String symbol) {
    var known = resyncs.get(symbol);
    if (known == null) {
      var resync = new Resync();
      resyncs.put(symbol, resync);
      request(symbol, resync);
    } else if (known.asking) {
      known.askedMeanwhile = true;
    } else {
      requestLater(symbol, known, backoff.delayNanos(known.requests, random));
    }
  }

  private void requestLater(String symbol, Resync resync, long delayNanos) {
    resync.stopWaiting();
    resync.wait = timeline.after(delayNanos, "resync " + symbol, () -> request(symbol, resync));
  }

  private void request(String symbol, Resync resync) {
    if (!isConnected() || closed || resyncs.get(symbol) != resync) {
      return; // the book is live again, or will be asked for after the next connect
    }
    resync.requests++;
    resync.asking = true;
    resync.askedMeanwhile = false;
    attempt(
        "snapshot",
        () -> session.requestSnapshot(symbol),
        failure -> {
          resync.asking = false;
          if (closed || resyncs.get(symbol) != resync) {
            return;
          }
          if (failure == null && !resync.askedMeanwhile) {
            requestLater(symbol, resync, config.retryMax().toNanos()); // unless it comes
          } else {
            if (failure != null) {
              LOG.warn("{}: no snapshot of {}: {}", config.name(), symbol, failure.toString());
            }
            requestLater(symbol, resync, backoff.delayNanos(resync.requests, random));
          }
        });
  }

  /** The book of that symbol is live again. */
  void synced(String symbol) {
    var resync = resyncs.remove(symbol);
    if (resync != null) {
      resync.stopWaiting();
    }
  }

  private void forgetResyncs() {
    resyncs.values().forEach(Resync::stopWaiting);
    resyncs.clear();
  }

  private void attempt(String what, Supplier<CompletionStage<Void>> call, Consumer<Throwable> end) {
    CompletionStage<Void> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedFuture(e);
    }
    node.bus()
        .await(
            InFlight.Kind.VENUE, "market-data " + what, stage, (_, failure) -> end.accept(failure));
  }

  boolean isConnected() {
    return gate.isConnected();
  }

  /** As {@link ConnectionGate#connected}. */
  Future<Void> whenConnected(Duration deadline) {
    return gate.connected(deadline).mapEmpty();
  }

  CompletionStage<Void> close() {
    closed = true;
    forgetResyncs();
    if (retry != null) {
      retry.cancel();
    }
    gate.close();
    return session.close();
  }
}
