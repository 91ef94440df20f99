package outcry.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.bus.Metrics;

/** What comes through the front door, said byte by byte (B1 to B21). */
class FrontDoorTest {

  private static final String CLOSE = "Host: localhost\\r\\nConnection: close\\r\\n\\r\\n";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger served = new AtomicInteger();
  private int port;

  @BeforeEach
  void open() throws Exception {
    var options = FrontDoor.options("127.0.0.1", 0, Optional.empty());
    var connections = new Connections(vertx, options, new Metrics());
    var router = Router.router(vertx);
    router.route().handler(new RequestId());
    Framing.mount(router, connections, 1_000);
    router.route().handler(new MediaTypes());
    router.route().handler(BodyHandler.create(false).setBodyLimit(1_000));
    router
        .route("/api/:what")
        .handler(
            http -> {
              served.incrementAndGet();
              http.response().end("served").onFailure(http::fail);
            });
    port =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(router)
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsGoodIsServed() throws Exception {
    var answer =
        Wire.ask(
            port,
            "POST /api/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}");

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertEquals(1, served.get());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "B4 length and chunks|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: 5\\r"
            + "\\n"
            + "Transfer-Encoding: chunked\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|400",
        "B5 two lengths|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: 5\\r"
            + "\\n"
            + "Content-Length: 6\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hello!|400",
        "B5 negative length|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: -1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|400",
        "B5 length with sign|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: +5\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hello|400",
        "B5 endless length|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: 99999999999999999999\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|400",
        "B6 unknown coding|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Transfer-Encoding: xchunked\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|501",
        "B6 two codings|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Transfer-Encoding: chunked, identity\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|501",
        "B7 folded header|GET /api/x HTTP/1.1\\r"
            + "\\n"
            + "A: b\\r"
            + "\\n"
            + " c\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|400",
        "B7 space before colon|GET /api/x HTTP/1.1\\r\\nA : b\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B7 NUL|GET /api/x HTTP/1.1\\r\\nA: b\\0\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B8 no host|GET /api/x HTTP/1.1\\r\\nA: b\\r\\n\\r\\n|400",
        "B8 two hosts|GET /api/x HTTP/1.1\\r\\nHost: localhost\\r\\nHost: evil\\r\\n\\r\\n|400",
        "B8 absolute target|GET http://evil/api/x HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B11 large body|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: 1001\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|413",
        "B12 expected large|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Expect: 100-continue\\r"
            + "\\n"
            + "Content-Length: 1001\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|413",
        "B12 expects more|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Expect: money\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "|417",
        "B13 gzip|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Encoding: gzip\\r"
            + "\\n"
            + "Content-Type: application/json\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1|415",
        "B14 no type|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1|415",
        "B14 text|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Type: text/plain\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1|415",
        "B14 utf-16|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Type: application/json; charset=utf-16\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1|415",
        "B14 form|POST /api/x HTTP/1.1\\r"
            + "\\n"
            + "Content-Type: multipart/form-data; boundary=a\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1|415",
        "B18 encoded dots|GET /api/%2e%2e/admin HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B18 double slash|GET //api/x HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B18 parameter|GET /api/x;y=1 HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B18 over-long|GET /api/%c0%ae HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|400",
        "B19 dots|GET /../pom.xml HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|404",
        "B19 hidden|GET /.git/config HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n|404"
      })
  void whatIsNotIsRefusedAndTheConnectionClosed(String name, String request, int status)
      throws Exception {
    var answer = Wire.ask(port, request.translateEscapes());

    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), name + ": " + answer);
    assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    assertEquals(0, served.get());
  }

  @Test
  void anAnswerInAnotherFormIsNotToBeHad() throws Exception {
    var answer =
        Wire.ask(port, "GET /api/x HTTP/1.1\r\nAccept: text/xml\r\n" + CLOSE.translateEscapes());

    assertTrue(answer.startsWith("HTTP/1.1 406 "), answer);
    assertEquals(0, served.get());
  }

  @Test
  void whatIsTooLongIsRefused() throws Exception {
    var end = " HTTP/1.1\r\n" + CLOSE.translateEscapes();
    var target = Wire.ask(port, "GET /api/" + "x".repeat(5_000) + end);
    var header = Wire.ask(port, "GET /api/x HTTP/1.1\r\nA: " + "x".repeat(9_000) + "\r\n" + end);
    var headers =
        Wire.ask(
            port, "GET /api/x HTTP/1.1\r\n" + "A: b\r\n".repeat(65) + CLOSE.translateEscapes());

    assertTrue(target.contains(" 414 "), target);
    assertTrue(header.startsWith("HTTP/1.1 431 "), header);
    assertTrue(headers.startsWith("HTTP/1.1 431 "), headers);
    assertEquals(0, served.get());
  }

  @Test
  void twoRequestsInOnePacketAreBothServed() throws Exception {
    var one = "GET /api/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var answer = Wire.ask(port, one + "GET /api/y HTTP/1.1\r\n" + CLOSE.translateEscapes());

    assertEquals(2, answer.split("HTTP/1\\.1 200 ", -1).length - 1, answer);
  }

  @Test
  void whoSaysNothingToTheEndIsClosed() throws Exception {
    long start = System.nanoTime();
    try (var half = new Wire(port);
        var body = new Wire(port)) {
      half.say("GET /api/x HT");
      body.say(
          "POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100\r\n\r\n{");

      assertEquals("", half.untilClosed());
      long head = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertEquals("", body.untilClosed());
      long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(head >= 9_000 && head <= 12_000, "head after " + head + " ms");
      assertTrue(whole >= 14_000 && whole <= 17_000, "body after " + whole + " ms");
    }
  }

  @Test
  void anAddressHasAHundredConnections() throws Exception {
    var wires = new ArrayList<Wire>();
    try {
      for (int i = 0; i <= Connections.PER_ADDRESS_MAX; i++) {
        wires.add(new Wire(port));
      }
      var last = wires.getLast().untilClosed();
      assertTrue(List.of("", "reset").contains(last), last);
      wires.getFirst().say("GET /api/x HTTP/1.1\r\n" + CLOSE.translateEscapes());
      assertTrue(wires.getFirst().untilClosed().startsWith("HTTP/1.1 200 "));
    } finally {
      for (var wire : wires) {
        wire.close();
      }
    }
    assertFalse(wires.isEmpty());
  }
}
