package outcry.bus.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import outcry.bus.cluster.ClusterException.Code;

/** TLS 1.3 between nodes: each shows a certificate that an authority of the other has signed. */
final class Tls {

  private Tls() {}

  /**
   * Sets it up after a look into every file; blocks.
   *
   * @throws ClusterException TLS_FILES, naming the file
   */
  static void secure(EventBusOptions options, TlsFiles files) {
    var password = password(files.passwordFile());
    requireKey(files.keyStore(), load(files.keyStore(), password));
    requireAuthority(files.trustStore(), load(files.trustStore(), password));
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PfxOptions().setPath(files.keyStore().toString()).setPassword(password))
        .setTrustOptions(
            new PfxOptions().setPath(files.trustStore().toString()).setPassword(password));
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(file, reason(e), e);
    }
  }

  private static KeyStore load(Path file, String password) {
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file, reason(e), e);
    }
  }

  private static void requireKey(Path file, KeyStore store) {
    try {
      for (var alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          if (store.getCertificate(alias) instanceof X509Certificate certificate) {
            certificate.checkValidity();
          }
          return;
        }
      }
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw unusable(file, "its certificate is not valid now: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw unusable(file, reason(e), e);
    }
    throw unusable(file, "holds no private key", null);
  }

  private static void requireAuthority(Path file, KeyStore store) {
    try {
      for (var alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)) {
          return;
        }
      }
    } catch (GeneralSecurityException e) {
      throw unusable(file, reason(e), e);
    }
    throw unusable(file, "holds no trusted certificate", null);
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "does not exist" : e.getMessage();
  }

  private static ClusterException unusable(Path file, String why, Throwable cause) {
    return new ClusterException(Code.TLS_FILES, file + ": " + why, cause);
  }
}
