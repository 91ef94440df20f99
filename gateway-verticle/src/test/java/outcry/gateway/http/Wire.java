package outcry.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a server, on which anything can be said. */
final class Wire implements AutoCloseable {

  private final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
  }

  void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Everything that is said until the server closes. */
  String untilClosed() throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException e) {
      return "reset";
    }
  }

  /** All answers to a text, of a server that closes then. */
  static String ask(int port, String text) throws IOException {
    try (var wire = new Wire(port)) {
      wire.say(text);
      return wire.untilClosed();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
