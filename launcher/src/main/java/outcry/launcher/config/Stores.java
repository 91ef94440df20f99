package outcry.launcher.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import outcry.gateway.http.ServerTls;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.config.Cluster.Tls;

/** Checks at the start what would otherwise show in a failed handshake. */
final class Stores {

  private static final byte[] PROOF = "outcry".getBytes(StandardCharsets.US_ASCII);

  private Stores() {}

  static void check(Tls tls, String password, Section section) {
    checkKeys(tls.keyStore(), password, section);
    checkTrusted(tls.trustStore(), password, section);
  }

  /**
   * @param clients whose authorities' certificates callers must show; empty: they need none
   */
  static ServerTls server(Path keyStore, Optional<Path> clients, String password, Section section) {
    var names = names(checkKeys(keyStore, password, section));
    if (names.isEmpty()) {
      throw section.problem(
          "keyStore", "KEY_STORE", keyStore + ": the certificate names no host (subjectAltName)");
    }
    clients.ifPresent(file -> checkTrusted(file, password, section));
    return new ServerTls(keyStore, clients, password, names);
  }

  private static void checkTrusted(Path file, String password, Section section) {
    try {
      checkDates(open(file, password, section, "trustStore"), section, "trustStore");
    } catch (GeneralSecurityException e) {
      throw section.problem("trustStore", "KEY_STORE", file + ": " + e.getMessage());
    }
  }

  /** The certificate of the one key. */
  private static X509Certificate checkKeys(Path file, String password, Section section) {
    var keys = open(file, password, section, "keyStore");
    try {
      var aliases = new ArrayList<String>();
      for (var alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias)) {
          aliases.add(alias);
        }
      }
      if (aliases.size() != 1) {
        throw section.problem(
            "keyStore",
            "KEY_STORE",
            file + " must hold one private key, and holds " + aliases.size());
      }
      var alias = aliases.getFirst();
      if (keys.getKey(alias, password.toCharArray()) instanceof PrivateKey key
          && keys.getCertificate(alias) instanceof X509Certificate certificate
          && belongTogether(key, certificate)) {
        checkDates(keys, section, "keyStore");
        return certificate;
      }
      throw section.problem(
          "keyStore", "KEY_STORE", file + ": the certificate is not that of the private key");
    } catch (GeneralSecurityException e) {
      throw section.problem("keyStore", "KEY_STORE", file + ": " + e.getMessage());
    }
  }

  /** Whether one proves what the other has signed. */
  private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    var algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm(); // EdDSA
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(PROOF);
    var signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(PROOF);
    return signature.verify(signed);
  }

  /** The hosts it is for (RFC 5280, 4.2.1.6). */
  private static Set<String> names(X509Certificate certificate) {
    try {
      var names = new LinkedHashSet<String>();
      var alternatives = certificate.getSubjectAlternativeNames();
      for (var alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (alternative.get(1) instanceof String name) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
      return names;
    } catch (CertificateParsingException _) {
      return Set.of(); // refused as one that names no host
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
    } catch (AccessDeniedException e) {
      throw new FatalException(
          ExitCode.NO_INPUT,
          "READ_FAILED",
          section.problem(field, "", file + " cannot be read").getMessage());
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
