package outcry.benchmarks.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import outcry.model.access.Credential;

/**
 * Clients of the stream, each with the quotes of one instrument, which change more often than the
 * ten times a second that a client is told. Measured is how much later a message arrives than at
 * the first client that gets it, and how old its quote is then, the wait for the next tenth of a
 * second included. Then some clients stop reading, and the heap that is live is measured.
 *
 * <p>Arguments: clients (1000), clients that stop reading (100), seconds of each part (15).
 */
public final class StreamClientsBenchmark {

  private static final int OF_ONE_KEY = 20;
  private static final int KEYS_OF_ONE_ADDRESS = 5;
  private static final String PROTOCOL = "outcry.v1";
  private static final String SUBSCRIBE =
      "{\"op\":\"subscribe\",\"id\":\"s\",\"channel\":\"quotes\",\"symbol\":\"BTCUSDT.SIM\"}";

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Server server;
  private final Signed signed;
  private final List<WebSocketClient> held = new ArrayList<>(); // one that is collected closes
  private final List<WebSocket> sockets = new ArrayList<>();
  private final Map<String, Long> firstArrivals = new HashMap<>();
  private Histogram behindFirst = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private Histogram age = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final Map<String, Integer> closed = new TreeMap<>();

  private StreamClientsBenchmark(Server server) {
    this.server = server;
    this.signed = new Signed(vertx.createHttpClient(), server.port(), server.key());
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int idle = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
    try (var server = Server.program()) {
      var benchmark = new StreamClientsBenchmark(server);
      benchmark.connect(clients);
      benchmark.measure("warm-up", seconds);
      benchmark.measure(clients + " clients", seconds);
      System.out.println("live heap: " + benchmark.liveHeap());
      benchmark.onLoop(() -> benchmark.sockets.subList(0, idle).forEach(socket -> socket.pause()));
      benchmark.measure(idle + " of them do not read", seconds);
      System.out.println("live heap: " + benchmark.liveHeap());
      benchmark.measure("later", seconds);
      System.out.println("live heap: " + benchmark.liveHeap() + ", closed " + benchmark.closed);
      benchmark.vertx.close().await();
    }
  }

  private void connect(int clients) throws IOException {
    for (int done = 0, keys = 0; done < clients; keys++) {
      var key = newKey(keys);
      var options =
          new WebSocketClientOptions()
              .setLocalAddress("127.0.0." + (2 + keys / KEYS_OF_ONE_ADDRESS))
              .setMaxConnections(OF_ONE_KEY);
      var made = new CompletableFuture<Void>();
      int count = Math.min(OF_ONE_KEY, clients - done);
      loop.runOnContext(
          _ -> {
            var client = vertx.createWebSocketClient(options);
            held.add(client);
            var connect =
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(server.port())
                    .setURI("/api/v1/stream")
                    .addSubProtocol(PROTOCOL)
                    .putHeader("Authorization", "Bearer " + key.text());
            for (int i = 0; i < count; i++) {
              client
                  .connect(connect)
                  .onSuccess(
                      socket -> {
                        socket.textMessageHandler(this::on);
                        socket.closeHandler(
                            _ ->
                                closed.merge(
                                    socket.closeStatusCode() + " " + socket.closeReason(),
                                    1,
                                    Integer::sum));
                        sockets.add(socket);
                        socket.writeTextMessage(SUBSCRIBE).onFailure(made::completeExceptionally);
                        if (sockets.size() % OF_ONE_KEY == 0 || sockets.size() == clients) {
                          made.complete(null);
                        }
                      })
                  .onFailure(made::completeExceptionally);
            }
          });
      made.join();
      done += count;
    }
  }

  private Credential newKey(int n) throws IOException {
    var answer =
        signed
            .send(
                HttpMethod.POST,
                "/api/v1/keys",
                "{\"name\":\"client-%d\",\"scopes\":[\"VIEW\"]}".formatted(n))
            .await();
    var text = new ObjectMapper().readTree(answer.body()).path("credential").asText();
    return Credential.parse(text).orElseThrow(() -> new IOException(answer.toString()));
  }

  private void on(String message) {
    if (!message.startsWith("{\"type\":\"update\"")) {
      return;
    }
    long now = System.nanoTime();
    long first = firstArrivals.computeIfAbsent(field(message, "\"seq\":"), _ -> now);
    behindFirst.recordValue(now - first);
    var quoted = Instant.parse(field(message, "\"quoteTime\":\"").replace("\"", ""));
    age.recordValue(Math.max(0, ChronoUnit.NANOS.between(quoted, Instant.now())));
  }

  /** From behind a name up to the next comma or brace. */
  private static String field(String message, String name) {
    int begin = message.indexOf(name) + name.length();
    int end = begin;
    while (message.charAt(end) != ',' && message.charAt(end) != '}') {
      end++;
    }
    return message.substring(begin, end);
  }

  private void measure(String what, int seconds) {
    onLoop(
        () -> {
          behindFirst = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
          age = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        });
    var done = new CompletableFuture<Void>();
    vertx.setTimer(TimeUnit.SECONDS.toMillis(seconds), _ -> done.complete(null));
    done.join();
    onLoop(
        () ->
            System.out.printf(
                "%s: %,d updates/s; behind the first client p50 %.1f, p99 %.1f, max %.1f ms;"
                    + " age of the quote p50 %.1f, p99 %.1f ms%n",
                what,
                behindFirst.getTotalCount() / seconds,
                behindFirst.getValueAtPercentile(50) / 1e6,
                behindFirst.getValueAtPercentile(99) / 1e6,
                behindFirst.getMaxValue() / 1e6,
                age.getValueAtPercentile(50) / 1e6,
                age.getValueAtPercentile(99) / 1e6));
  }

  /** Of the server, after a full collection. */
  private String liveHeap() throws IOException, InterruptedException {
    var jcmd = System.getProperty("java.home") + "/bin/jcmd";
    var pid = Long.toString(server.pid());
    new ProcessBuilder(jcmd, pid, "GC.run")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    double bytes =
        signed
            .send(HttpMethod.GET, "/metrics", "")
            .await()
            .body()
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
    return "%.1f MB".formatted(bytes / 1e6);
  }

  /** Sockets are handled on one event loop; so is what is measured. */
  private void onLoop(Runnable action) {
    var done = new CompletableFuture<Void>();
    loop.runOnContext(
        _ -> {
          action.run();
          done.complete(null);
        });
    done.join();
  }
}
