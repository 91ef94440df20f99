package outcry.benchmarks.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.util.function.LongFunction;

/**
 * Orders over REST, each signed with a key and answered after it is durable: as many as are
 * answered with one on each connection, then at half that rate. The venue ends them at once, so
 * that none stays open and it is not what is measured; see {@link outcry.benchmarks.DoorServer}.
 *
 * <p>Arguments: seconds of each part (10), connections (64, at most 100).
 */
public final class RestOrdersBenchmark {

  private static final String SYMBOL = "XYZ.SIM";
  private static final int WARM_UP_SECONDS = 15;

  private RestOrdersBenchmark() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    var vertx = Vertx.vertx();
    try (var server = Server.ofOrders()) {
      var http =
          vertx.createHttpClient(
              new HttpClientOptions().setKeepAlive(true),
              new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
      var signed = new Signed(http, server.port(), server.key());
      var orders = orders(signed);
      awaitReady(signed);
      System.out.println("server " + server.pid() + ", warm-up");
      Pace.outstanding(vertx, connections, WARM_UP_SECONDS, orders);
      var most = Pace.outstanding(vertx, connections, seconds, orders);
      System.out.println(connections + " connections: " + most.text());
      var half = Pace.rate(vertx, most.perSecond() / 2, seconds, orders);
      System.out.println("half of that: " + half.text());
      var asked = Pace.rate(vertx, 2_500, seconds, orders);
      System.out.println("2,500/s: " + asked.text());
    } finally {
      vertx.close().await();
    }
  }

  private static LongFunction<Future<String>> orders(Signed signed) {
    var run = Long.toHexString(System.nanoTime());
    var count = new long[1]; // ids go on through all parts
    return _ -> {
      long n = count[0]++;
      var body =
          """
          {"account":"paper-%d","clientOrderId":"%s-%d","symbol":"%s","side":"BUY","type":"LIMIT",\
          "timeInForce":"IOC","quantity":"1","price":"99.00"}\
          """
              .formatted(1 + n % 3, run, n, SYMBOL);
      return signed.send(HttpMethod.POST, "/api/v1/orders", body).map(Signed.Answer::code);
    };
  }

  /** Until accounts take orders. */
  private static void awaitReady(Signed signed) {
    while (signed.send(HttpMethod.GET, "/health/ready", "").await().status() != 200) {
      Thread.onSpinWait();
    }
  }
}
