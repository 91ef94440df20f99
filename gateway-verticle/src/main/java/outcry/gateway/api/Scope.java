package outcry.gateway.api;

/** What a caller must be allowed to do; {@code x-outcry-scope} in the document. */
public enum Scope {
  /** Anybody, without credentials. */
  NONE,
  VIEW,
  TRADE,
  /** Stopping and going on: the kill switch. */
  HALT,
  ADMIN
}
