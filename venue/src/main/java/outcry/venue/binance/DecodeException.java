package outcry.venue.binance;

/** A frame that cannot be taken as it stands. The code is stable; the message names the field. */
public final class DecodeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What was wrong with the frame. */
  public enum Code {
    /** Not JSON, or truncated, or something follows the object. */
    NOT_JSON,
    /** JSON, but nothing a market-data stream sends. */
    NOT_A_FRAME,
    DUPLICATE_KEY,
    MISSING_FIELD,
    TYPE,
    DECIMAL_SYNTAX,
    PRECISION,
    OVERFLOW,
    PRICE_NOT_POSITIVE,
    QTY_NOT_POSITIVE,
    TIMESTAMP,
    /** Update ids that run backwards within one message. */
    SEQUENCE,
    UNKNOWN_SYMBOL,
    /** More levels, fields, depth or text than a frame may have. */
    LIMIT
  }

  private final Code code;
  private final String field;

  DecodeException(Code code, String field, String what) {
    super(field.isEmpty() ? what : "field " + field + ": " + what);
    this.code = code;
    this.field = field;
  }

  public Code code() {
    return code;
  }

  /** The JSON name of the field at fault; empty if it is the frame as a whole. */
  public String field() {
    return field;
  }
}
