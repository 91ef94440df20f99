package outcry.gateway.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys made by the JDK's keytool, each signed by itself. */
public final class TestTls {

  static final String PASSWORD = "of the tests";

  private TestTls() {}

  /** A new key store in a folder. */
  public static Path keyStore(Path folder, String name, int days) throws Exception {
    var file = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + name + ",dns:localhost,ip:127.0.0.1",
            "-startdate",
            "-2d",
            "-validity",
            Integer.toString(days),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return file;
  }

  /** What a server of that name shows. */
  public static ServerTls server(Path keyStore, String name, Optional<Path> clients) {
    return new ServerTls(keyStore, clients, PASSWORD, Set.of(name, "localhost", "127.0.0.1"));
  }

  /**
   * @param own empty for a client that shows nothing
   */
  static SSLContext client(Path trusted, Optional<Path> own) throws Exception {
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(certificates(trusted));
    KeyManager[] keys = null;
    if (own.isPresent()) {
      var managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(open(own.get()), PASSWORD.toCharArray());
      keys = managers.getKeyManagers();
    }
    var context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore open(Path file) throws Exception {
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  /** A store of certificates alone, for a server to believe. */
  static Path trusted(Path folder, Path keyStore) throws Exception {
    var file = folder.resolve("trusted-" + keyStore.getFileName());
    try (var out = Files.newOutputStream(file)) {
      certificates(keyStore).store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static KeyStore certificates(Path keyStore) throws Exception {
    var keys = open(keyStore);
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (var alias : Collections.list(keys.aliases())) {
      trusted.setCertificateEntry(alias, keys.getCertificate(alias));
    }
    return trusted;
  }
}
