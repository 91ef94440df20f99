package outcry.launcher.setup;

import java.nio.file.Path;

/** What lies where in the data directory. */
public record DataDir(Path root) {

  public static final String DEFAULT = "data";

  public Path database() {
    return root.resolve("journal.db");
  }

  /** The paper venue's own log: its ground truth, apart from our journal. */
  public Path paperLog() {
    return root.resolve("paper-venue.log");
  }

  /** The simulated exchange's ground truth. */
  public Path exchangeLog() {
    return root.resolve("exchange.log");
  }

  /** What people want to replay. */
  public Path imports() {
    return root.resolve("imports");
  }

  /** Of backtests, while they are written. */
  public Path backtests() {
    return root.resolve("backtests");
  }

  /** The key that was made at the first start; only its owner reads it. */
  public Path localKey() {
    return root.resolve("local.key");
  }

  /** What sessions of the page are signed with; only its owner reads it. */
  public Path sessionKey() {
    return root.resolve("session.key");
  }

  public Path recordings() {
    return root.resolve("recordings");
  }
}
