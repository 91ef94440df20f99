package outcry.gateway.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What every request passes before its parameters and body are read: who asks, and how often. */
@FunctionalInterface
public interface Gate {

  /** Calls {@code next()}, or answers. */
  Handler<RoutingContext> before(Operation operation);
}
