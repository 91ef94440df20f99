package outcry.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import outcry.bus.Address;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.RequestAddress;
import outcry.bus.cluster.ClusterConfig;
import outcry.bus.cluster.ClusteredNode;
import outcry.model.MarketEvent;
import outcry.model.query.NodeProbe;
import outcry.model.query.NodeProbed;

/**
 * What a hop to another node costs: our bus beside the raw event bus with the same binary form, in
 * turns, between two nodes of one process over loopback. Prints messages a second with 1,024 on
 * their way, one way with one on its way, and a question with its answer.
 */
public final class ClusteredBusBenchmark {

  private static final int ROUNDS = 5;
  private static final int MESSAGES = 400_000;
  private static final int HOPS = 20_000;
  private static final int WINDOW = 1_024;
  private static final int BURST = 64;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Address<MarketEvent> QUOTES = Addresses.quotes("BTCUSDT");
  private static final RequestAddress<NodeProbe, NodeProbed> QUESTIONS =
      Addresses.nodeProbe("benchmark");
  private static final String RAW = "raw";
  private static final String RAW_QUESTIONS = "raw.questions";
  private static final NodeProbe QUESTION = new NodeProbe("one", false);
  private static final NodeProbed ANSWER = new NodeProbed("two", "");

  private interface Listener {
    void arrived(long sentNanos);
  }

  private final Node sender;
  private final Node receiver;
  private final Context from;
  private final Context to;
  private final DeliveryOptions quotes = codec(QUOTES.codec().name());
  private final DeliveryOptions questions =
      codec(QUESTIONS.requestCodec().name()).setSendTimeout(TIMEOUT.toMillis());
  private final DeliveryOptions answers = codec(QUESTIONS.replyCodec().name());
  private volatile Listener listener = _ -> {};

  private ClusteredBusBenchmark(Node sender, Node receiver) {
    this.sender = sender;
    this.receiver = receiver;
    this.from = sender.vertx().getOrCreateContext();
    this.to = receiver.vertx().getOrCreateContext();
  }

  private static DeliveryOptions codec(String name) {
    return new DeliveryOptions().setCodecName("outcry." + name);
  }

  /** Runs everything once; no arguments. */
  public static void main(String[] args) throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var one = start("one", port, port);
    var two = start("two", 0, port);
    new ClusteredBusBenchmark(one.node(), two.node()).run();
    two.leave().await(10, TimeUnit.SECONDS);
    one.leave().await(10, TimeUnit.SECONDS);
  }

  private static ClusteredNode start(String name, int port, int seedPort) throws Exception {
    var members = List.of("127.0.0.1:" + seedPort);
    var config = new ClusterConfig("benchmark", name, members, "127.0.0.1", port, 0, null);
    return ClusteredNode.start(config, new Metrics()).await(30, TimeUnit.SECONDS);
  }

  private void run() throws Exception {
    listen();
    Runnable ours = () -> sender.bus().publish(QUOTES, quote());
    Runnable raw = () -> sender.vertx().eventBus().publish(RAW, quote(), quotes);
    for (int round = 0; round < ROUNDS; round++) {
      System.out.printf("round %d%n", round + 1);
      publish("raw publish", raw);
      publish("bus publish", ours);
      ask("raw request", this::askRaw);
      ask("bus request", () -> sender.bus().request(QUESTIONS, QUESTION, TIMEOUT));
    }
  }

  private Future<?> askRaw() {
    return sender.vertx().eventBus().request(RAW_QUESTIONS, QUESTION, questions);
  }

  private void listen() throws Exception {
    var ready = new ArrayList<Future<Void>>();
    on(
        to,
        () -> {
          var bus = receiver.bus();
          var eventBus = receiver.vertx().eventBus();
          ready.add(bus.on(QUOTES, event -> listener.arrived(event.receivedNanos())).ready());
          ready.add(bus.onRequest(QUESTIONS, _ -> Future.succeededFuture(ANSWER)).ready());
          ready.add(
              eventBus
                  .<MarketEvent>consumer(
                      RAW, message -> listener.arrived(message.body().receivedNanos()))
                  .completion());
          ready.add(
              eventBus
                  .<NodeProbe>consumer(
                      RAW_QUESTIONS,
                      message -> {
                        if (!message.body().askBack()) { // read, as a handler would
                          message.reply(ANSWER, answers);
                        }
                      })
                  .completion());
        });
    Future.all(ready).map("ready").await(10, TimeUnit.SECONDS);
    // the codecs of the asking side are registered when it first asks
    Promise<Object> asked = Promise.promise();
    on(
        from,
        () -> {
          sender.bus().publish(QUOTES, quote());
          sender
              .bus()
              .request(QUESTIONS, QUESTION, TIMEOUT)
              .onComplete(asked::complete, asked::fail);
        });
    asked.future().await(10, TimeUnit.SECONDS);
  }

  private static MarketEvent quote() {
    return new MarketEvent.Quote("BTCUSDT", 1, 2, 3, 4, 5, 6, System.nanoTime());
  }

  private void publish(String what, Runnable publish) throws Exception {
    long nanos = flood(publish);
    var hops = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    oneByOne(publish, hops);
    print(what, MESSAGES, nanos, hops);
  }

  private long flood(Runnable publish) throws Exception {
    Promise<Long> done = Promise.promise();
    var arrived = new AtomicLong();
    long begun = System.nanoTime();
    listener =
        _ -> {
          if (arrived.incrementAndGet() == MESSAGES) {
            done.complete(System.nanoTime() - begun);
          }
        };
    from.runOnContext(_ -> burst(publish, arrived, 0));
    return done.future().await(120, TimeUnit.SECONDS);
  }

  private void burst(Runnable publish, AtomicLong arrived, long sent) {
    long now = sent;
    for (int i = 0; i < BURST && now < MESSAGES && now - arrived.get() < WINDOW; i++) {
      publish.run();
      now++;
    }
    long soFar = now;
    if (soFar < MESSAGES) {
      from.runOnContext(_ -> burst(publish, arrived, soFar));
    }
  }

  private void oneByOne(Runnable publish, Histogram hops) throws Exception {
    Promise<Void> done = Promise.promise();
    listener =
        sentNanos -> {
          hops.recordValue(System.nanoTime() - sentNanos);
          if (hops.getTotalCount() == HOPS) {
            done.complete();
          } else {
            from.runOnContext(_ -> publish.run());
          }
        };
    from.runOnContext(_ -> publish.run());
    done.future().await(120, TimeUnit.SECONDS);
  }

  private interface Question {
    Future<?> ask();
  }

  private void ask(String what, Question question) throws Exception {
    Promise<Void> done = Promise.promise();
    var hops = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    long begun = System.nanoTime();
    from.runOnContext(_ -> ask(question, hops, done));
    done.future().await(120, TimeUnit.SECONDS);
    print(what, HOPS, System.nanoTime() - begun, hops);
  }

  private void ask(Question question, Histogram hops, Promise<Void> done) {
    long sent = System.nanoTime();
    question
        .ask()
        .onComplete(
            _ -> {
              hops.recordValue(System.nanoTime() - sent);
              if (hops.getTotalCount() == HOPS) {
                done.complete();
              } else {
                ask(question, hops, done);
              }
            },
            done::fail);
  }

  private static void on(Context context, Runnable step) throws Exception {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        _ -> {
          step.run();
          done.complete();
        });
    done.future().await(10, TimeUnit.SECONDS);
  }

  private static void print(String what, int messages, long nanos, Histogram hops) {
    System.out.printf(
        Locale.ROOT,
        "  %-14s %,12.0f /s   p50 %,8d ns   p99 %,8d ns%n",
        what,
        messages * 1e9 / nanos,
        hops.getValueAtPercentile(50),
        hops.getValueAtPercentile(99));
  }
}
