package outcry.gateway;

import java.util.List;
import java.util.Optional;
import outcry.gateway.api.Catalogue;
import outcry.gateway.http.ServerTls;
import outcry.model.Instruments;

/**
 * What the gateway needs to know.
 *
 * @param host the address it listens on
 * @param port 0 for any free one
 * @param tls empty on loopback alone
 * @param partitions how many order partitions there are
 * @param accounts the accounts people may name
 */
public record GatewayConfig(
    String host,
    int port,
    Optional<ServerTls> tls,
    int partitions,
    List<String> accounts,
    Instruments instruments) {

  public static final int PORT = 8080;

  public GatewayConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("http-port must be 0 to 65535, was " + port);
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, was " + partitions);
    }
    accounts = List.copyOf(accounts);
  }

  /** Without TLS, for this machine alone. */
  public GatewayConfig(
      String host, int port, int partitions, List<String> accounts, Instruments instruments) {
    this(host, port, Optional.empty(), partitions, accounts, instruments);
  }

  /** What may be named in a request. */
  public Catalogue catalogue() {
    return new Catalogue(partitions, accounts, instruments);
  }
}
