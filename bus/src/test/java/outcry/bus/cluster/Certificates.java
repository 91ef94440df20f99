package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of its own, and one node's certificate by it. */
final class Certificates {

  private static final String PASSWORD = "only a test";

  private Certificates() {}

  static TlsFiles make(Path folder, String authority) throws Exception {
    var store = folder.resolve(authority + ".p12");
    var trust = folder.resolve(authority + "-trust.p12");
    var certificate = folder.resolve(authority + ".cer");
    var password = Files.writeString(folder.resolve(authority + ".password"), PASSWORD + "\n");
    var all = folder.resolve(authority + "-all.p12");
    keytool(all, "-genkeypair", "-alias", "ca", "-dname", "CN=" + authority, "-ext", "bc:c");
    keytool(
        all, "-genkeypair", "-alias", "node", "-dname", "CN=node of " + authority, "-signer", "ca");
    keytool(all, "-exportcert", "-alias", "ca", "-file", certificate.toString());
    keytool(trust, "-importcert", "-noprompt", "-alias", "ca", "-file", certificate.toString());
    keytool(
        store,
        "-importkeystore",
        "-srckeystore",
        all.toString(),
        "-srcstorepass",
        PASSWORD,
        "-srcalias",
        "node");
    return new TlsFiles(store, trust, password);
  }

  private static void keytool(Path store, String command, String... options)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of(keytool(), command));
    var isPair = command.equals("-genkeypair");
    line.addAll(List.of(options));
    if (isPair) {
      line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    var target = command.equals("-importkeystore") ? "-deststore" : "-store";
    line.addAll(List.of(target.equals("-store") ? "-keystore" : "-destkeystore", store.toString()));
    line.addAll(List.of(target + "pass", PASSWORD));
    line.add("-J-XX:TieredStopAtLevel=1");
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertEquals(true, process.waitFor(20, TimeUnit.SECONDS), "keytool hangs");
    assertEquals(0, process.exitValue(), said);
  }

  private static String keytool() {
    return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
  }
}
