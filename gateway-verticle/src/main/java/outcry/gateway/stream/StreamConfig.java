package outcry.gateway.stream;

import outcry.gateway.stream.core.StreamLimits;

/**
 * How much the stream of one gateway may hold.
 *
 * @param sockets in all
 * @param socketsPerKey of one key
 */
public record StreamConfig(int sockets, int socketsPerKey, StreamLimits limits) {

  public static final StreamConfig DEFAULTS = new StreamConfig(2_000, 20, StreamLimits.DEFAULTS);

  public StreamConfig {
    if (sockets < 1 || socketsPerKey < 1) {
      throw new IllegalArgumentException("sockets and socketsPerKey must be at least 1");
    }
  }
}
