package outcry.launcher;

/** Ends the process with one clear line and an exit code. */
public final class FatalException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String code;

  /**
   * @param code stable, e.g. {@code FILE_NOT_FOUND}
   */
  public FatalException(int exitCode, String code, String message) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
  }

  public int exitCode() {
    return exitCode;
  }

  public String code() {
    return code;
  }
}
