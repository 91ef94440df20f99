package outcry.launcher.run;

import java.io.PrintWriter;
import outcry.launcher.access.LocalAccess;
import outcry.launcher.setup.DataDir;

/**
 * Says how to use the local key: to a person at a terminal with the key in the page's address, to
 * anything else, which may well be a log, only where it is.
 */
record KeyHint(LocalAccess local, DataDir dataDir, int port) {

  void print(PrintWriter out) {
    var console = System.console();
    if (console != null && console.isTerminal()) {
      out.println("open it with its key: http://127.0.0.1:" + port + "/#key=" + local.key().text());
    }
    out.println(
        (local.isNew() ? "a key was made: " : "key: ")
            + dataDir.localKey()
            + " (commands find it by --key-file or OUTCRY_KEY_FILE; one person may do everything)");
  }
}
