package outcry.gateway.security;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import outcry.bus.Node;
import outcry.model.access.Scope;

/** Everything that decides who may do what at this gateway. Event loop only. */
public final class Security {

  private final LiveKeys live;
  private final KeyDesk keys;
  private final Sessions sessions;
  private final Authentication authentication;
  private final SignedRequests signed;
  private final FourEyes fourEyes;
  private final Refusals refusals;

  public Security(Node node, Access access) {
    this(node, access, EpochClock.SYSTEM);
  }

  Security(Node node, Access access, EpochClock clock) {
    live = new LiveKeys(node, access.keys(), clock);
    keys = new KeyDesk(node, access.keys(), live, clock);
    sessions = new Sessions(node.vertx(), access.sessionKey(), clock);
    refusals = new Refusals(new AccessLog(node, access.note(), clock));
    authentication = new Authentication(live, keys, sessions, refusals, clock);
    signed = new SignedRequests(refusals, clock);
    fourEyes = new FourEyes(node, access.approvals(), access.eyes(), clock);
  }

  /** Ready when the keys were read once. */
  public Future<Void> start() {
    return live.start();
  }

  public void stop() {
    live.stop();
  }

  /** Before the body is read: lets in whoever has the scope, and says who it is. */
  public Handler<RoutingContext> admit(Scope scope, Handler<RoutingContext> next) {
    return authentication.required(scope, next);
  }

  /** After the body was read: what is more than looking must be signed, unless by a session. */
  public Handler<RoutingContext> verify(Scope scope, Handler<RoutingContext> next) {
    return scope == Scope.VIEW ? next : http -> signed.verify(http, next);
  }

  /** Whoever a key or a session belongs to; fails if it is no good now. */
  public Future<Principal> principal(String bearer) {
    return authentication.principal(bearer);
  }

  /** The same principal as of now; empty once the key or the session is over. */
  public Optional<Principal> again(Principal before) {
    return authentication.again(before);
  }

  /**
   * Somebody asked for what is not his, and is told that there is no such thing.
   *
   * @param account that he named
   */
  public void foreign(RoutingContext http, Principal principal, String account) {
    refusals.noteForeign(http, principal.name(), account);
  }

  /** A session for whoever shows a key. */
  public Session begin(Principal principal) {
    return new Session(sessions.begin(principal.key().id()), sessions.endMillis());
  }

  /**
   * A session that has begun.
   *
   * @param token to be shown instead of the key
   * @param endMillis epoch milliseconds
   */
  public record Session(String token, long endMillis) {}

  public KeyDesk keys() {
    return keys;
  }

  public FourEyes fourEyes() {
    return fourEyes;
  }
}
