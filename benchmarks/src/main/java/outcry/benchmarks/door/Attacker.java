package outcry.benchmarks.door;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One of the attacks of {@link AttackBenchmark}, until it is killed. Arguments: port, kind. */
public final class Attacker {

  static final List<String> KINDS = List.of("slow heads", "a flood of connections", "large bodies");

  private static final int SLOW = 1_000;
  private static final int SLOW_AT_ONCE = 50;
  private static final int ADDRESSES = 10;
  private static final Buffer HEAD =
      Buffer.buffer("GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");

  private final Vertx vertx = Vertx.vertx();
  private final List<NetClient> attackers = new ArrayList<>();
  private final int port;
  private long turn;
  private long turns;
  private long failed;

  private Attacker(int port) {
    this.port = port;
    for (int i = 0; i < ADDRESSES; i++) {
      attackers.add(
          vertx.createNetClient(
              new NetClientOptions().setLocalAddress("127.0.0." + (2 + i)).setReuseAddress(true)));
    }
  }

  /** Runs it. */
  public static void main(String[] arguments) {
    var attacker = new Attacker(Integer.parseInt(arguments[0]));
    var attack =
        switch (KINDS.indexOf(arguments[1])) {
          case 0 -> attacker.slowHeads();
          case 1 -> attacker.flood(10);
          case 2 -> attacker.bodies();
          default -> throw new IllegalArgumentException(arguments[1]);
        };
    attacker.vertx.setPeriodic(1, KINDS.indexOf(arguments[1]) == 1 ? 20 : 50, _ -> attack.run());
    System.out.println("attacks");
  }

  /** As many as there may be at a time, each with a byte more each second. */
  private Runnable slowHeads() {
    var open = new ArrayList<NetSocket>();
    var more = Buffer.buffer("x");
    return () -> {
      if (++turns % 20 == 0) {
        List.copyOf(open).forEach(socket -> ignoring(socket, more));
      }
      for (int i = Math.min(SLOW - open.size(), SLOW_AT_ONCE); i > 0; i--) {
        connect(
            socket -> {
              open.add(socket);
              socket.closeHandler(_ -> open.remove(socket));
              ignoring(socket, HEAD);
            });
      }
    };
  }

  /** Connections that ask one thing and go. */
  private Runnable flood(int count) {
    var question = Buffer.buffer("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    return () -> {
      for (int i = 0; i < count; i++) {
        connect(
            socket -> {
              socket.handler(_ -> socket.close().onFailure(_ -> failed++));
              ignoring(socket, question);
            });
      }
    };
  }

  private Runnable bodies() {
    var body = "x".repeat(1 << 20);
    var start =
        "POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    var whole = Buffer.buffer(start + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    var chunk = Buffer.buffer(start + "Transfer-Encoding: chunked\r\n\r\n100000\r\n" + body);
    return () ->
        connect(
            socket -> {
              socket.handler(_ -> {});
              ignoring(socket, turn % 2 == 0 ? whole : chunk);
            });
  }

  private void connect(Consumer<NetSocket> then) {
    attackers
        .get((int) (turn++ % ADDRESSES))
        .connect(port, "127.0.0.1")
        .onSuccess(then::accept)
        .onFailure(_ -> failed++); // refused: what is hoped for
  }

  /** It may be closed already: what is hoped for. */
  private void ignoring(NetSocket socket, Buffer text) {
    socket.write(text).onFailure(_ -> failed++);
  }
}
