package outcry.benchmarks.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What another client feels of attacks: 200 requests a second for the orders of an account, first
 * quiet, then beside 1,000 connections that send a head a byte a second, 500 new connections a
 * second, and 20 bodies a second of a megabyte each, announced or in chunks. The attacker is
 * another process, with ten other addresses.
 *
 * <p>Arguments: seconds of each part (10).
 */
public final class AttackBenchmark {

  private static final int PER_SECOND = 200;
  private static final int WARM_UP_SECONDS = 15;
  private static final int START_SECONDS = 4;

  private final Vertx vertx = Vertx.vertx();
  private final Server server;

  private AttackBenchmark(Server server) {
    this.server = server;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    try (var server = Server.program("--strategy", "none")) {
      var benchmark = new AttackBenchmark(server);
      benchmark.measure("warm-up", WARM_UP_SECONDS);
      benchmark.measure("quiet", seconds);
      for (var attack : Attacker.KINDS) {
        benchmark.under(attack, seconds);
      }
      benchmark.measure("quiet again", seconds);
      benchmark.vertx.close().await();
    }
  }

  private void measure(String what, int seconds) {
    var signed = new Signed(vertx.createHttpClient(), server.port(), server.key());
    var result =
        Pace.rate(
            vertx,
            PER_SECOND,
            seconds,
            _ ->
                signed
                    .send(HttpMethod.GET, "/api/v1/orders?account=paper-1", "")
                    .map(Signed.Answer::code));
    System.out.println(what + ": " + result.text());
  }

  /** Beside an attacker in a process of its own. */
  private void under(String attack, int seconds) throws IOException {
    var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Attacker.class.getName(), Integer.toString(server.port()), attack));
    var attacker =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var words = attacker.inputReader()) {
      words.readLine(); // it has begun
      measure("at first", START_SECONDS); // it warms up, on the same processors
      measure("beside " + attack, seconds);
    } finally {
      attacker.toHandle().destroy();
      attacker.onExit().join();
    }
  }
}
