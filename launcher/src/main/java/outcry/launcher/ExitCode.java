package outcry.launcher;

/** How the process ends, after BSD's sysexits. Documented in docs/operations.md. */
public final class ExitCode {

  public static final int OK = 0;

  /** A violated invariant, or something left pending at the stop. */
  public static final int NOT_CLEAN = 1;

  /** An account differs from its venue. */
  public static final int DIFFERENCES = 2;

  /** The command line was wrong. */
  public static final int USAGE = 64;

  /** Input data was wrong: a frame, a file's format. */
  public static final int DATA = 65;

  /** An input file is not there or cannot be read. */
  public static final int NO_INPUT = 66;

  /** No instance answers, or a port is taken. */
  public static final int UNAVAILABLE = 69;

  /** A defect in Outcry. */
  public static final int SOFTWARE = 70;

  /** Another process has the database. */
  public static final int IN_USE = 75;

  /** No key, or one that may not do that. */
  public static final int NOT_ALLOWED = 77;

  /** The configuration or the database is refused. */
  public static final int CONFIG = 78;

  private ExitCode() {}
}
