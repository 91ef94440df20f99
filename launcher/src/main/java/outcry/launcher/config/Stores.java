package outcry.launcher.config;

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
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.config.Cluster.Tls;

/** Checks at the start what would otherwise show in a failed handshake. */
final class Stores {

  private Stores() {}

  static void check(Tls tls, String password, Section section) {
    var keys = open(tls.keyStore(), password, section, "keyStore");
    var trusted = open(tls.trustStore(), password, section, "trustStore");
    try {
      boolean hasKey = false;
      for (var alias : Collections.list(keys.aliases())) {
        hasKey |= keys.isKeyEntry(alias);
      }
      if (!hasKey) {
        throw section.problem("keyStore", "KEY_STORE", tls.keyStore() + " holds no private key");
      }
      checkDates(keys, section, "keyStore");
      checkDates(trusted, section, "trustStore");
    } catch (GeneralSecurityException e) {
      throw section.problem("keyStore", "KEY_STORE", tls.keyStore() + ": " + e.getMessage());
    }
  }

  private static KeyStore open(Path file, String password, Section section, String field) {
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      if (store.size() == 0) {
        throw section.problem(field, "KEY_STORE", file + " is empty");
      }
      return store;
    } catch (NoSuchFileException e) {
      throw new FatalException(
          ExitCode.NO_INPUT,
          "FILE_NOT_FOUND",
          section.problem(field, "", file + " is not there").getMessage());
    } catch (IOException | GeneralSecurityException e) {
      throw section.problem(
          field, "KEY_STORE", file + " is no PKCS12 store of this password: " + e.getMessage());
    }
  }

  private static void checkDates(KeyStore store, Section section, String field)
      throws GeneralSecurityException {
    for (var alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        try {
          certificate.checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
          throw section.problem(
              field,
              "CERTIFICATE_EXPIRED",
              certificate.getSubjectX500Principal()
                  + " is valid from "
                  + certificate.getNotBefore().toInstant()
                  + " to "
                  + certificate.getNotAfter().toInstant());
        }
      }
    }
  }
}
