package outcry.launcher.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import outcry.gateway.http.ServerTls;

/**
 * What a node of a cluster is told: the file all nodes share, and what the environment says of this
 * one.
 *
 * @param name of the cluster; nodes of another name do not join
 * @param partitions accounts are spread over; the same for ever, or journals do not fit
 * @param members {@code host:port} of every node, for the first contact
 * @param kubernetes whether the one member is a headless service, with every node behind it
 * @param address this node's own, of a named interface of this machine; never the wildcard
 * @param port of the membership protocol, 0 for any free one
 * @param busPort of the event bus, 0 for any free one
 * @param accounts that may trade
 * @param strategies as written, see {@code run --strategy}
 * @param risk limits and rule packs; empty for those that are built in
 * @param principals who may do what, by name; empty: whoever reaches a gateway may do everything
 */
public record Cluster(
    String name,
    int partitions,
    List<String> members,
    boolean kubernetes,
    String address,
    int port,
    int busPort,
    Http http,
    Database database,
    Optional<Tls> tls,
    List<String> accounts,
    List<String> strategies,
    Optional<Path> risk,
    Map<String, Principal> principals) {

  /**
   * Where health, metrics and, with the gateway role, the page and the calls are served.
   *
   * @param tls empty on loopback alone
   * @param sessionKey what sessions are signed with, the same on every gateway, in hexadecimal
   */
  public record Http(String host, int port, Optional<ServerTls> tls, Optional<String> sessionKey) {

    /** Without the key. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** A PostgreSQL database. */
  public record Database(String url, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return user + " at " + url;
    }
  }

  /** PKCS12 stores with one password. */
  public record Tls(Path keyStore, Path trustStore, Path passwordFile) {}

  /** What a principal may do. */
  public enum Scope {
    /** Orders, their changes and their end. */
    TRADE,
    /** The kill switch and its release, reconciliation. */
    OPERATE
  }

  /**
   * @param accounts it may act for
   */
  public record Principal(Set<Scope> scopes, Set<String> accounts) {
    public Principal {
      scopes = Set.copyOf(scopes);
      accounts = Set.copyOf(accounts);
    }
  }

  public Cluster {
    members = List.copyOf(members);
    accounts = List.copyOf(accounts);
    strategies = List.copyOf(strategies);
    principals = Map.copyOf(principals);
  }
}
