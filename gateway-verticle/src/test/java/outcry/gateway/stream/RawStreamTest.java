package outcry.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.gateway.stream.core.StreamLimits;

/** What no decent client sends. */
class RawStreamTest {

  private static final int GONE = -1;

  private StreamHouse house;
  private int port;

  @BeforeEach
  void open() throws Exception {
    house = new StreamHouse();
    port = house.open(StreamConfig.DEFAULTS);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @CsvSource({
    "Sec-WebSocket-Protocol: outcry.v1, 13, '', 101",
    "Sec-WebSocket-Protocol: outcry.v7, 13, '', 426",
    "Sec-WebSocket-Protocol: outcry.v1, 7, '', 426",
    "Sec-WebSocket-Protocol: chat, 13, '', 400",
    "X-None: none, 13, '', 400",
    "Sec-WebSocket-Protocol: outcry.v1, 13, Origin: http://evil.example, 403",
    "Sec-WebSocket-Protocol: outcry.v1, 13, Authorization: Basic eDp5, 401",
    "Sec-WebSocket-Protocol: outcry.v1, 13, Authorization: Bearer alice, 101"
  })
  void theUpgradeIsForThoseWhoMay(String protocol, String version, String header, int status)
      throws Exception {
    try (var socket = connect(port)) {
      assertEquals(status, upgrade(socket, protocol, version, header));
    }
  }

  @Test
  void tooManySocketsOfAKeyAreRefusedAtTheUpgrade() throws Exception {
    int one = house.open(new StreamConfig(10, 1, StreamLimits.DEFAULTS));
    try (var first = connect(one);
        var second = connect(one)) {
      var bearer = "Authorization: Bearer alice";
      assertEquals(101, upgrade(first, "Sec-WebSocket-Protocol: outcry.v1", "13", bearer));
      assertEquals(429, upgrade(second, "Sec-WebSocket-Protocol: outcry.v1", "13", bearer));
    }
  }

  record Misuse(String name, byte[] bytes, int close) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Misuse> misuses() {
    var pings = new ByteArrayOutputStream();
    var fragments = new ByteArrayOutputStream();
    fragments.writeBytes(frame(0x01, "{".getBytes(StandardCharsets.US_ASCII)));
    for (int i = 0; i < 120; i++) {
      pings.writeBytes(frame(0x89, new byte[0]));
      fragments.writeBytes(frame(0x00, " ".getBytes(StandardCharsets.US_ASCII)));
    }
    var large = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      large.writeBytes(frame(i == 0 ? 0x01 : 0x00, new byte[60_000]));
    }
    return Stream.of(
        new Misuse("a frame over 64 KB", frame(0x81, new byte[70_000]), 1009),
        new Misuse("a message over 256 KB", large.toByteArray(), 1009),
        new Misuse("fragments without end", fragments.toByteArray(), 1009),
        new Misuse("a frame without a mask", new byte[] {(byte) 0x81, 1, '{'}, 1002),
        new Misuse("reserved bits", frame(0xF1, new byte[] {'{'}), 1002),
        new Misuse("a compressed frame", frame(0xC1, new byte[] {'{'}), 1002),
        new Misuse("a continuation of nothing", frame(0x80, new byte[] {'{'}), 1002),
        new Misuse("a close code that is none", frame(0x88, new byte[] {3, (byte) 0xE7}), 1002),
        new Misuse("no UTF-8", frame(0x81, new byte[] {(byte) 0xC3, 0x28}), 1007),
        new Misuse("binary", frame(0x82, new byte[] {1}), 1003),
        new Misuse("a flood of pings", pings.toByteArray(), 1008));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misuses")
  void whoBreaksTheProtocolIsClosedWithItsCode(Misuse misuse) throws Exception {
    try (var socket = connect(port)) {
      upgrade(socket, "Sec-WebSocket-Protocol: outcry.v1", "13", "");
      socket.getOutputStream().write(misuse.bytes());

      assertEquals(misuse.close(), closeCode(socket));
    }
  }

  @Test
  void aSilentSocketIsClosedThoughNobodyAnswers() throws Exception {
    var usual = StreamLimits.DEFAULTS;
    var limits =
        new StreamLimits(
            usual.auth(),
            Duration.ofSeconds(2),
            usual.messagesPerSecond(),
            usual.errorsMax(),
            usual.errorsWithin(),
            usual.subscriptions(),
            usual.behindBytes(),
            usual.behind(),
            usual.inSocketMax(),
            usual.aheadBytes());
    try (var socket = connect(house.open(new StreamConfig(10, 10, limits)))) {
      upgrade(socket, "Sec-WebSocket-Protocol: outcry.v1", "13", "Authorization: Bearer alice");

      assertEquals(1001, closeCode(socket));
    }
  }

  @Test
  void whoDoesNotReadHisFillsIsCutOffAndNobodyElseWaits() throws Exception {
    var reading = Listener.known(house.node.vertx(), port);
    reading.say("{'op':'subscribe','id':'1','channel':'fills','account':'paper-0'}");
    reading.next("snapshot", "fills");
    try (var socket = connect(port)) {
      upgrade(socket, "Sec-WebSocket-Protocol: outcry.v1", "13", "Authorization: Bearer slow");
      socket
          .getOutputStream()
          .write(
              frame(
                  0x81,
                  "{\"op\":\"subscribe\",\"id\":\"1\",\"channel\":\"fills\",\"account\":\"paper-0\"}"
                      .getBytes(StandardCharsets.UTF_8)));
      for (int i = 1; i <= 40; i++) {
        house.trade(i, 1_000);
        for (int fill = 0; fill < 1_000; fill++) {
          reading.next("update", "fills");
        }
      }

      var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (slowConsumers() == 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertEquals(1, slowConsumers());
      socket.setSoTimeout(10_000);
      assertTrue(readToEnd(socket) > 0);
    }
  }

  private double slowConsumers() {
    return house
        .node
        .metrics()
        .counter("websocket_closed_total", "reason", "SLOW_CONSUMER")
        .count();
  }

  private static long readToEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().transferTo(new ByteArrayOutputStream());
    } catch (SocketException e) {
      return 1; // cut off: a reset
    }
  }

  private static Socket connect(int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return socket;
  }

  private static int upgrade(Socket socket, String protocol, String version, String header)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: "
                    + version
                    + "\r\n"
                    + protocol
                    + "\r\n"
                    + (header.isEmpty() ? "" : header + "\r\n")
                    + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /**
   * Masked with zeros.
   *
   * @param first FIN, reserved bits and opcode
   */
  private static byte[] frame(int first, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.writeBytes(new byte[] {(byte) 0xFE, (byte) (payload.length >> 8), (byte) payload.length});
    } else {
      out.writeBytes(
          new byte[] {
            (byte) 0xFF,
            0,
            0,
            0,
            0,
            0,
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length
          });
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static int closeCode(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        if (length == 126) {
          length = in.readUnsignedShort();
        }
        if (opcode == 8) {
          return in.readUnsignedShort();
        }
        in.readFully(new byte[length]);
      }
    } catch (EOFException | SocketException e) {
      return GONE;
    }
  }
}
