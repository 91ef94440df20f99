package outcry.launcher.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority of one cluster. Certificates after RFC 5280: ECDSA on P-256 with SHA-256;
 * a node's serves as server and as client.
 *
 * @param certificate of its own
 */
record Authority(PrivateKey key, X509Certificate certificate) {

  private static final int SERIAL_BITS = 127;

  /** Clocks of nodes may be behind. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  private static final byte[] ECDSA_SHA256 =
      Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
  private static final byte[] BASIC_CONSTRAINTS = Der.identifier(2, 5, 29, 19);
  private static final byte[] KEY_USAGE = Der.identifier(2, 5, 29, 15);
  private static final byte[] EXTENDED_KEY_USAGE = Der.identifier(2, 5, 29, 37);
  private static final byte[] ALTERNATIVE_NAME = Der.identifier(2, 5, 29, 17);
  private static final byte[] SUBJECT_KEY = Der.identifier(2, 5, 29, 14);
  private static final byte[] AUTHORITY_KEY = Der.identifier(2, 5, 29, 35);
  private static final byte[] SERVER = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
  private static final byte[] CLIENT = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 2);
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int KEY_IDENTIFIER = 0x80;

  /** A key and the certificate of it. */
  record Issued(PrivateKey key, X509Certificate certificate) {}

  static Authority create(Instant now, Duration valid) throws GeneralSecurityException {
    var keys = newKeys();
    var name = new X500Principal("CN=Outcry cluster authority, O=Outcry");
    var extensions = new ArrayList<byte[]>();
    extensions.add(extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes(), zero())));
    extensions.add(
        extension(KEY_USAGE, true, Der.bits(1, new byte[] {0x06}))); // certificates, CRLs
    extensions.add(extension(SUBJECT_KEY, false, Der.octets(identifierOf(keys.getPublic()))));
    return new Authority(
        keys.getPrivate(),
        sign(keys.getPrivate(), name, name, keys.getPublic(), now, valid, extensions));
  }

  /** No authority below this one. */
  private static byte[] zero() {
    return Der.integer(BigInteger.ZERO);
  }

  /**
   * For a node of that name, on its own host or on this one.
   *
   * @param also further names of the host
   */
  Issued issue(String node, List<String> also, Instant now, Duration valid)
      throws GeneralSecurityException {
    var keys = newKeys();
    var extensions = new ArrayList<byte[]>();
    extensions.add(extension(BASIC_CONSTRAINTS, true, Der.sequence()));
    extensions.add(extension(KEY_USAGE, true, Der.bits(7, new byte[] {(byte) 0x80}))); // signing
    extensions.add(extension(EXTENDED_KEY_USAGE, false, Der.sequence(SERVER, CLIENT)));
    extensions.add(extension(ALTERNATIVE_NAME, false, Der.sequence(names(node, also))));
    extensions.add(extension(SUBJECT_KEY, false, Der.octets(identifierOf(keys.getPublic()))));
    extensions.add(
        extension(
            AUTHORITY_KEY,
            false,
            Der.sequence(Der.tagged(KEY_IDENTIFIER, identifierOf(certificate.getPublicKey())))));
    var name = new X500Principal("CN=" + node + ", O=Outcry");
    var issuer = certificate.getSubjectX500Principal();
    return new Issued(
        keys.getPrivate(), sign(key, issuer, name, keys.getPublic(), now, valid, extensions));
  }

  private static byte[][] names(String node, List<String> also) {
    var names = new ArrayList<byte[]>();
    names.add(dns(node));
    also.forEach(name -> names.add(dns(name)));
    names.add(dns("localhost"));
    names.add(Der.tagged(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
    return names.toArray(byte[][]::new);
  }

  private static byte[] dns(String name) {
    return Der.tagged(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Any unique number of the key serves (RFC 5280, 4.2.1.2). */
  private static byte[] identifierOf(PublicKey key) throws GeneralSecurityException {
    return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
  }

  private static byte[] extension(byte[] identifier, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(identifier, Der.yes(), Der.octets(value))
        : Der.sequence(identifier, Der.octets(value));
  }

  private static X509Certificate sign(
      PrivateKey signer,
      X500Principal issuer,
      X500Principal subject,
      PublicKey key,
      Instant now,
      Duration valid,
      List<byte[]> extensions)
      throws GeneralSecurityException {
    var toSign =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1)),
            ECDSA_SHA256,
            issuer.getEncoded(),
            Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(valid))),
            subject.getEncoded(),
            key.getEncoded(),
            Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(toSign);
    var encoded = Der.sequence(toSign, ECDSA_SHA256, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
