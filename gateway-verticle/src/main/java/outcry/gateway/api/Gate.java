package outcry.gateway.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What every request passes: who asks, whether he may, and how often. */
@FunctionalInterface
public interface Gate {

  /** Before parameters and body are read: calls {@code next()}, or answers. */
  Handler<RoutingContext> before(Operation operation);

  /** The same, when parameters are good and the body is read. */
  default Handler<RoutingContext> after(Operation operation) {
    return RoutingContext::next;
  }
}
