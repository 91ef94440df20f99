package outcry.gateway;

import java.util.List;
import java.util.Set;
import outcry.gateway.api.Catalogue;
import outcry.model.Instruments;

/**
 * What the gateway needs to know.
 *
 * @param host the address it listens on; loopback only, until there are credentials
 * @param port 0 for any free one
 * @param partitions how many order partitions there are
 * @param accounts the accounts people may name
 */
public record GatewayConfig(
    String host, int port, int partitions, List<String> accounts, Instruments instruments) {

  public static final int PORT = 8080;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  public GatewayConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("http-port must be 0 to 65535, was " + port);
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, was " + partitions);
    }
    accounts = List.copyOf(accounts);
  }

  /** Whether only this machine can reach an address. */
  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }

  /** What may be named in a request. */
  public Catalogue catalogue() {
    return new Catalogue(partitions, accounts, instruments);
  }
}
