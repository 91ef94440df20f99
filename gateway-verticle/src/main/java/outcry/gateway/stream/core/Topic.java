package outcry.gateway.stream.core;

/**
 * What a subscription is about.
 *
 * @param key the symbol or the account; empty if the channel has none
 * @param spec of bars, e.g. {@code 1m}; else empty
 */
public record Topic(Channel channel, String key, String spec) {

  public static Topic of(Channel channel) {
    return new Topic(channel, "", "");
  }

  public static Topic of(Channel channel, String key) {
    return new Topic(channel, key, "");
  }
}
