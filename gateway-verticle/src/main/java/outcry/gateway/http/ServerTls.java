package outcry.gateway.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a server shows, and whom it lets shake hands. TLS 1.2 and 1.3 alone.
 *
 * @param keyStore PKCS12, with one key and the certificates up to an authority
 * @param clients PKCS12, with the authorities of callers' certificates; empty: they need none
 * @param password of both
 * @param names of hosts in the certificate, in lower case; one may begin with {@code *.}
 */
public record ServerTls(Path keyStore, Optional<Path> clients, String password, Set<String> names) {

  public ServerTls {
    names = Set.copyOf(names);
  }

  /** Whether the certificate is one of that host (RFC 9525: a star stands for one label). */
  boolean isNamed(String host) {
    int dot = host.indexOf('.');
    return names.contains(host) || dot > 0 && names.contains("*" + host.substring(dot));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return keyStore + (clients.isEmpty() ? "" : ", for certificates of " + clients.get());
  }
}
