package outcry.launcher.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.PrivateFile;

/** Whose certificates a command believes: those of a file instead of the JVM's. */
final class TrustedHosts {

  private TrustedHosts() {}

  /**
   * @param authorities certificates as PEM, one after the other
   * @throws FatalException CERTIFICATES or FILE_NOT_FOUND
   */
  static SSLContext of(Path authorities) {
    try (var in = Files.newInputStream(authorities)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new FatalException(
            ExitCode.CONFIG, "CERTIFICATES", authorities + " holds no certificate");
      }
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (var certificate : found) {
        trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
      }
      return trusting(trusted);
    } catch (NoSuchFileException e) {
      throw new FatalException(
          ExitCode.NO_INPUT, "FILE_NOT_FOUND", authorities + ": --ca-file, OUTCRY_CA_FILE");
    } catch (IOException | GeneralSecurityException e) {
      throw new FatalException(
          ExitCode.CONFIG, "CERTIFICATES", authorities + ": " + e.getMessage());
    }
  }

  /**
   * @param trustStore PKCS12
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
      return trusting(trusted);
    } catch (IOException | GeneralSecurityException e) {
      throw new FatalException(ExitCode.CONFIG, "KEY_STORE", trustStore + ": " + e.getMessage());
    }
  }

  private static SSLContext trusting(KeyStore trusted) throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
