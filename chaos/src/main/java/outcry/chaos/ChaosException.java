package outcry.chaos;

/** The run could not be made, or did not come to an end; its message says why. */
public final class ChaosException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ChaosException(String message) {
    super(message);
  }

  public ChaosException(String message, Throwable cause) {
    super(message, cause);
  }
}
