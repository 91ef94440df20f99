package outcry.gateway.security;

/**
 * Access that is refused, with what the caller is told.
 *
 * @param retrySeconds when to try again; 0 if that does not depend on time
 */
record RefusedAccess(int status, String code, String detail, long retrySeconds) {

  /** The same for a key that there is not, one with another secret, one that is over. */
  static final RefusedAccess UNAUTHENTICATED =
      new RefusedAccess(
          401, "UNAUTHENTICATED", "a key or a session that is good now is needed: Bearer ...", 0);

  static RefusedAccess unsigned(String code, String detail) {
    return new RefusedAccess(401, code, detail, 0);
  }

  static RefusedAccess again(String code, String detail, long seconds) {
    return new RefusedAccess(429, code, detail, seconds);
  }
}
