package outcry.bus;

import outcry.model.RefusalCode;

/** A request that is refused, not failed: the handler's answer to bad input. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final RefusalCode code;

  public RefusedException(RefusalCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public RefusalCode code() {
    return code;
  }
}
