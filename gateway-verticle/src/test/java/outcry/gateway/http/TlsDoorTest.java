package outcry.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Metrics;

/** The front door over TLS (B1, B4, B24, B42). */
class TlsDoorTest {

  @TempDir static Path folder;
  private static Path server;
  private static Path friend;
  private static Path stranger;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger served = new AtomicInteger();
  private int port;

  @BeforeAll
  static void keys() throws Exception {
    server = TestTls.keyStore(folder, "gateway", 30);
    friend = TestTls.keyStore(folder, "friend", 30);
    stranger = TestTls.keyStore(folder, "stranger", 30);
  }

  @BeforeEach
  void openToAll() throws Exception {
    port = open(Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private int open(Optional<Path> clients) throws Exception {
    var tls = Optional.of(TestTls.server(server, "gateway", clients));
    var options = FrontDoor.options("127.0.0.1", 0, tls);
    var connections = new Connections(vertx, options, new Metrics());
    var router = Router.router(vertx);
    router.route().handler(new RequestId());
    Framing.mount(router, connections, 1_000);
    router.route().handler(new SecurityHeaders(true));
    router.route().handler(new HostGuard(tls));
    router
        .route("/api/:what")
        .handler(
            http -> {
              served.incrementAndGet();
              http.response().end("served").onFailure(http::fail);
            });
    return vertx
        .createHttpServer(options)
        .connectionHandler(connections::opened)
        .requestHandler(router)
        .listen()
        .await(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private static String ask(SSLContext context, int port, String text, String... versions)
      throws IOException {
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setSoTimeout(20_000);
      if (versions.length > 0) {
        socket.setEnabledProtocols(versions);
      }
      socket.startHandshake();
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String get(String host, String more) {
    return "GET /api/x HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n";
  }

  private SSLContext anybody() throws Exception {
    return TestTls.client(server, Optional.empty());
  }

  @Test
  void bothVersionsAreSpokenAndNoOlderOne() throws Exception {
    for (var version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      var answer = ask(anybody(), port, get("localhost", ""), version);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
    assertThrows(
        SSLHandshakeException.class,
        () -> ask(anybody(), port, get("localhost", ""), "TLSv1.1", "TLSv1"));
    assertEquals(2, served.get());
  }

  @Test
  void whoDoesNotSpeakTlsIsClosed() throws Exception {
    var answer = Wire.ask(port, get("localhost", ""));

    assertFalse(answer.contains("HTTP/"), answer);
    assertEquals(0, served.get());
  }

  @Test
  void whatCanBeReadInTwoWaysIsRefusedOverTlsToo() throws Exception {
    var both =
        "POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/y HTTP/1.1\r\n\r\n";
    var answer = ask(anybody(), port, both);

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(0, served.get());
  }

  @Test
  void aHeadThatDoesNotEndIsClosedOverTlsToo() throws Exception {
    long start = System.nanoTime();

    assertEquals("", ask(anybody(), port, "GET /api/x HT"));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis >= 9_000 && millis <= 13_000, "after " + millis + " ms");
  }

  @Test
  void aHandshakeThatDoesNotEndIsClosed() throws Exception {
    try (var wire = new Wire(port)) {
      long start = System.nanoTime();
      wire.say("\u0016\u0003\u0001");

      assertTrue(wire.untilClosed().length() < 100, "an alert at most");
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis >= 9_000 && millis <= 13_000, "after " + millis + " ms");
    }
  }

  @Test
  void browsersAreToldToComeBackOverTlsAlone() throws Exception {
    var answer = ask(anybody(), port, get("gateway:8443", "Origin: https://gateway:8443\r\n"));

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("Strict-Transport-Security: max-age=31536000\r\n"), answer);
    assertTrue(answer.contains("connect-src 'self' wss://gateway:8443;"), answer);
  }

  @Test
  void anotherHostAndAPageWithoutTlsAreRefused() throws Exception {
    for (var refused :
        new String[] {
          get("evil", ""),
          get("gateway.evil", ""),
          get("gateway:8443", "Origin: http://gateway:8443\r\n"),
          get("gateway:8443", "Origin: https://evil\r\n")
        }) {
      var answer = ask(anybody(), port, refused);
      assertTrue(answer.startsWith("HTTP/1.1 403 "), refused + answer);
    }
    assertEquals(0, served.get());
  }

  @Test
  void whereClientsMustShowACertificateOnlyThoseOfTheAuthorityAreHeard() throws Exception {
    int closed = open(Optional.of(TestTls.trusted(folder, friend)));
    var good = ask(TestTls.client(server, Optional.of(friend)), closed, get("localhost", ""));

    assertTrue(good.startsWith("HTTP/1.1 200 "), good);
    assertThrows(IOException.class, () -> ask(anybody(), closed, get("localhost", "")));
    var other = TestTls.client(server, Optional.of(stranger));
    assertThrows(IOException.class, () -> ask(other, closed, get("localhost", "")));
    assertEquals(1, served.get());
  }

  @Test
  void beyondLoopbackThereIsNoDoorWithoutTls() {
    assertThrows(
        IllegalArgumentException.class, () -> FrontDoor.options("0.0.0.0", 0, Optional.empty()));
  }
}
