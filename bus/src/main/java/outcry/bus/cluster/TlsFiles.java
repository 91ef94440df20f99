package outcry.bus.cluster;

import java.nio.file.Path;

/**
 * The certificates of a node: its own key and certificate, and the authorities it trusts, as
 * PKCS#12 stores with one password.
 *
 * @param passwordFile the password is its text, without white space around it
 */
public record TlsFiles(Path keyStore, Path trustStore, Path passwordFile) {}
