package outcry.launcher.certificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** The folder with the stores: readable by its owner alone, and never written over. */
final class CertificateFolder {

  private static final int PASSWORD_BYTES = 24;
  private static final int PEM_LINE = 64;

  private final Path folder;
  private String password;

  CertificateFolder(Path folder) {
    this.folder = folder;
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * @throws FatalException EXISTS, before anything is written
   */
  void requireNew(List<String> nodes) {
    for (var node : nodes) {
      requireAbsent(node + ".p12");
    }
    if (!Files.exists(file("ca.p12"))) {
      requireAbsent("trust.p12");
      requireAbsent("ca.pem");
      requireAbsent("password");
    }
  }

  private void requireAbsent(String name) {
    if (Files.exists(file(name))) {
      throw new FatalException(
          ExitCode.CONFIG, "EXISTS", file(name) + " is there; nothing is overwritten");
    }
  }

  /** The one that is there, else a new one. */
  Authority authority(Instant now, Duration valid) throws GeneralSecurityException {
    if (Files.exists(file("ca.p12"))) {
      return existing();
    }
    createFolder();
    var random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    write("password", (password + "\n").getBytes(StandardCharsets.US_ASCII));
    var authority = Authority.create(now, valid);
    var trusted = empty();
    trusted.setCertificateEntry("ca", authority.certificate());
    write("trust.p12", trusted);
    write("ca.pem", pem(authority.certificate()));
    write("ca.p12", withKey("ca", authority.key(), authority.certificate()));
    return authority;
  }

  /** As RFC 7468 writes it. */
  private static byte[] pem(X509Certificate certificate) throws GeneralSecurityException {
    var lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
    var text =
        "-----BEGIN CERTIFICATE-----\n"
            + lines.encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Authority existing() throws GeneralSecurityException {
    var file = file("ca.p12");
    try (var in = Files.newInputStream(file)) {
      password = Files.readString(file("password")).strip();
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      if (store.getKey("ca", password.toCharArray()) instanceof PrivateKey key
          && store.getCertificate("ca") instanceof X509Certificate certificate) {
        certificate.checkValidity();
        return new Authority(key, certificate);
      }
      throw new FatalException(ExitCode.CONFIG, "KEY_STORE", file + " holds no authority");
    } catch (IOException | GeneralSecurityException e) {
      throw new FatalException(ExitCode.CONFIG, "KEY_STORE", file + ": " + e.getMessage());
    }
  }

  void add(String node, Authority authority, Authority.Issued issued)
      throws GeneralSecurityException {
    write(
        node + ".p12", withKey(node, issued.key(), issued.certificate(), authority.certificate()));
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }

  private KeyStore withKey(String alias, PrivateKey key, Certificate... chain)
      throws GeneralSecurityException {
    var store = empty();
    store.setKeyEntry(alias, key, password.toCharArray(), chain);
    return store;
  }

  private void write(String name, KeyStore store) throws GeneralSecurityException {
    var bytes = new ByteArrayOutputStream();
    try {
      store.store(bytes, password.toCharArray());
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written yet", e);
    }
    write(name, bytes.toByteArray());
  }

  private void createFolder() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "WRITE_FAILED", folder + ": " + e);
    }
  }

  /** The permissions are those it is made with: there is no moment in which others may read. */
  private void write(String name, byte[] content) {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = Files.newByteChannel(file(name), options, ownerOnly)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (FileAlreadyExistsException e) {
      throw new FatalException(
          ExitCode.CONFIG, "EXISTS", file(name) + " is there; nothing is overwritten");
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "WRITE_FAILED", file(name) + ": " + e);
    }
  }
}
