package outcry.model;

/** Decimal text or a decimal number that cannot be taken as it stands. Carries a stable code. */
public final class DecimalException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 40;

  private final RefusalCode code;

  private DecimalException(RefusalCode code, String message) {
    super(message);
    this.code = code;
  }

  /** DECIMAL_SYNTAX, PRECISION or OVERFLOW. */
  public RefusalCode code() {
    return code;
  }

  static DecimalException syntax(CharSequence text) {
    return new DecimalException(
        RefusalCode.DECIMAL_SYNTAX, "not a decimal number: \"" + shown(text) + "\"");
  }

  static DecimalException precision(CharSequence text, int scale) {
    return new DecimalException(
        RefusalCode.PRECISION, shown(text) + " has more than " + scale + " decimal places");
  }

  static DecimalException overflow(CharSequence text) {
    return new DecimalException(RefusalCode.OVERFLOW, shown(text) + " exceeds 64 bits");
  }

  private static String shown(CharSequence text) {
    var shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), SHOWN_MAX); i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 127 ? c : '?');
    }
    return text.length() > SHOWN_MAX ? shown + "..." : shown.toString();
  }
}
