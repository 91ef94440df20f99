package outcry.gateway.stream.core;

/** A message that cannot be followed. */
public final class BadAskException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String code;
  private final boolean mistake;

  BadAskException(String id, String code, String detail, boolean mistake) {
    super(detail, null, false, false);
    this.id = id;
    this.code = code;
    this.mistake = mistake;
  }

  /** A message outside the protocol: some of them, and the client is closed. */
  static BadAskException mistake(String id, String code, String detail) {
    return new BadAskException(id, code, detail, true);
  }

  /** A message inside the protocol whose wish is refused. */
  public static BadAskException refused(String id, String code, String detail) {
    return new BadAskException(id, code, detail, false);
  }

  /** Of the message; empty if it has none that can be read. */
  public String id() {
    return id;
  }

  /** Stable. */
  public String code() {
    return code;
  }

  public boolean isMistake() {
    return mistake;
  }
}
