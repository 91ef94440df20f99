package outcry.launcher.process;

import ch.qos.logback.classic.LoggerContext;
import java.util.Set;
import org.slf4j.LoggerFactory;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** What the lines of the log look like, and what all of them tell. */
public final class LogLines {

  private static final String FORMAT = "outcry.log.format";
  private static final Set<String> FORMATS = Set.of("text", "json");

  private LogLines() {}

  /**
   * Refuses a form that there is not: the log would be empty.
   *
   * @throws FatalException USAGE
   */
  public static void requireFormat() {
    var format = System.getProperty(FORMAT, "text");
    if (!FORMATS.contains(format)) {
      throw new FatalException(
          ExitCode.USAGE, "LOG_FORMAT", FORMAT + " must be text or json, was " + format);
    }
  }

  /** Lines in JSON say from now on which node they are of. */
  public static void tellNode(String name) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putProperty("node", name);
    }
  }
}
