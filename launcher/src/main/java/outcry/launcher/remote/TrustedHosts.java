package outcry.launcher.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.PrivateFile;

/** Whose certificates a command believes: those of a PKCS12 store instead of the JVM's. */
final class TrustedHosts {

  private TrustedHosts() {}

  /**
   * @throws FatalException KEY_STORE, SECRET or FILE_NOT_FOUND
   */
  static SSLContext of(Path trustStore, Path passwordFile) {
    var password =
        new PrivateFile(passwordFile)
            .read()
            .orElseThrow(
                () -> new FatalException(ExitCode.NO_INPUT, "FILE_NOT_FOUND", passwordFile + ""));
    try (var in = Files.newInputStream(trustStore)) {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(in, password.toCharArray());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new FatalException(ExitCode.CONFIG, "KEY_STORE", trustStore + ": " + e.getMessage());
    }
  }
}
