package outcry.gateway.http;

import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** How every node listens for HTTP: version 1.1 alone, and everything with a bound. */
public final class FrontDoor {

  private static final int REQUEST_LINE_MAX = 4_096;
  private static final int HEADERS_MAX = 8_192;
  private static final int IDLE_SECONDS = 60;

  private FrontDoor() {}

  /**
   * @param port 0 for any free one
   */
  public static HttpServerOptions options(String host, int port) {
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
