package outcry.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Stands between a client and a server on this machine, and can cut what is between them. */
final class TcpProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile Predicate<byte[]> cutAfter = _ -> false;
  private volatile boolean refusing;

  TcpProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * The next time a client sends something like this, it is passed on, and the answer is not: both
   * ends are cut once the server has answered.
   */
  void cutAnswerTo(Predicate<byte[]> request) {
    cutAfter = request;
  }

  /** Cuts everything, and lets nobody in until {@link #mend}. */
  void cut() {
    refusing = true;
    open.forEach(TcpProxy::close);
  }

  void mend() {
    refusing = false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        if (refusing) {
          client.close();
          continue;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.addAll(List.of(client, server));
        var link = new Link(client, server);
        Thread.ofVirtual().start(link::toServer);
        Thread.ofVirtual().start(link::toClient);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private final class Link {

    private final Socket client;
    private final Socket server;
    private volatile boolean swallow;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer() {
      try {
        copy(client.getInputStream(), server.getOutputStream(), true);
      } catch (IOException e) {
        end();
      }
    }

    void toClient() {
      try {
        copy(server.getInputStream(), client.getOutputStream(), false);
      } catch (IOException e) {
        end();
      }
    }

    /** Either end is gone. */
    private void end() {
      TcpProxy.close(client);
      TcpProxy.close(server);
      open.removeAll(List.of(client, server));
    }

    private void copy(InputStream in, OutputStream out, boolean requests) throws IOException {
      var buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        var chunk = Arrays.copyOf(buffer, read);
        if (requests && cutAfter.test(chunk)) {
          swallow = true;
          cutAfter = _ -> false;
        }
        if (!requests && swallow) {
          throw new IOException("cut");
        }
        out.write(chunk);
      }
      throw new IOException("ended");
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    open.forEach(TcpProxy::close);
  }
}
