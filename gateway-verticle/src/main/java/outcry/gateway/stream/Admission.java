package outcry.gateway.stream;

import io.vertx.core.Future;
import java.util.Optional;

/** Finds out who listens. Event loop only. */
@FunctionalInterface
public interface Admission {

  /** Whoever a token belongs to, if he may look; fails if it is no good now. */
  Future<Caller> admit(String token);

  /** Who listens. */
  interface Caller {

    /** Of the key: its sockets are counted. */
    String keyId();

    boolean mayUse(String account);

    /** The same as of now; empty once the key or the session is over. */
    Optional<Caller> again();
  }
}
