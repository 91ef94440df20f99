package outcry.client;

/** A request that was refused, as its problem says. */
public final class OutcryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String field;
  private final String requestId;

  /**
   * @param status of HTTP
   * @param code stable
   * @param field that is wrong; empty if it is none in particular
   */
  public OutcryException(int status, String code, String detail, String field, String requestId) {
    super(code + ": " + detail);
    this.status = status;
    this.code = code;
    this.field = field;
    this.requestId = requestId;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String field() {
    return field;
  }

  public String requestId() {
    return requestId;
  }

  /** Whether the same request may be sent again, with the same ids: nothing is done twice. */
  public boolean isWorthRepeating() {
    return status == 503 || status == 429;
  }
}
