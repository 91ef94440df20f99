package outcry.bus.cluster;

/**
 * Why a node cannot join its cluster. One line; nothing has been started, or all is closed again.
 */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stable: users see them and programs match them. */
  public enum Code {
    /** A member that is not {@code host:port}, an empty name, a port beyond 65535. */
    CLUSTER_CONFIG,
    /** Another process listens there. */
    PORT_TAKEN,
    /** No network interface of this machine has that address or name. */
    INTERFACE_UNKNOWN,
    /** Other machines could listen in, and no certificates were given. */
    TLS_REQUIRED,
    /** A key store, trust store or password file is missing, unreadable, expired or empty. */
    TLS_FILES,
    /** Everything was in order, and still it did not join. */
    JOIN_FAILED
  }

  private final Code code;

  public ClusterException(Code code, String detail) {
    super(code + ": " + detail);
    this.code = code;
  }

  ClusterException(Code code, String detail, Throwable cause) {
    super(code + ": " + detail, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
