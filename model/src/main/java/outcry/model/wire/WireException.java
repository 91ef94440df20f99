package outcry.model.wire;

/** Bytes that are not what they should be. */
public final class WireException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WireException(String message) {
    super(message);
  }

  static WireException unknownType(String family, int type) {
    return new WireException("unknown type of " + family + ": " + type);
  }
}
