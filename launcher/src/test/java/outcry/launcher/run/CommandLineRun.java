package outcry.launcher.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import outcry.launcher.Main;

/**
 * The real command line, run in this process.
 *
 * @param out printed on stdout
 * @param err printed on stderr by the command line
 */
record CommandLineRun(int exitCode, String out, String err) {

  static CommandLineRun of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  static CommandLineRun of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }
}
