package outcry.gateway.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How every node listens for HTTP: version 1.1 alone, and everything with a bound. */
public final class FrontDoor {

  private static final int REQUEST_LINE_MAX = 4_096;
  private static final int HEADERS_MAX = 8_192;
  private static final int IDLE_SECONDS = 60;
  private static final int HANDSHAKE_SECONDS = 10;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
  private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

  private FrontDoor() {}

  /** Whether only this machine can reach an address. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }

  /**
   * @param port 0 for any free one
   * @throws IllegalArgumentException without TLS where others could listen
   */
  public static HttpServerOptions options(String host, int port, Optional<ServerTls> tls) {
    if (tls.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(host + " is not on the loopback interface: TLS is needed");
    }
    var options = plain(host, port);
    tls.ifPresent(keys -> secure(options, keys));
    return options;
  }

  private static void secure(HttpServerOptions options, ServerTls tls) {
    options
        .setSsl(true)
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setKeyCertOptions(pfx(tls.keyStore().toString(), tls.password()));
    tls.clients()
        .ifPresent(
            clients ->
                options
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(pfx(clients.toString(), tls.password())));
  }

  private static PfxOptions pfx(String file, String password) {
    return new PfxOptions().setPath(file).setPassword(password);
  }

  private static HttpServerOptions plain(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setMaxInitialLineLength(REQUEST_LINE_MAX)
        .setMaxHeaderSize(HEADERS_MAX)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setCompressionSupported(false)
        .setDecompressionSupported(false);
  }
}
