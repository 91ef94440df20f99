package outcry.gateway;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import outcry.bus.Node;

/** What every node serves: whether it lives, whether it is ready, its metrics. */
final class AdminRoutes {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final Node node;

  private AdminRoutes(Node node) {
    this.node = node;
  }

  /**
   * Before everything else, and with the guard of everything that comes after. Beyond loopback
   * these are for other machines: engines that probe, a Prometheus that scrapes.
   */
  static void mount(Router router, Node node, String host) {
    var routes = new AdminRoutes(node);
    if (LOOPBACK.contains(host)) {
      router.route().handler(new LoopbackGuard());
      routes.mount(router);
    } else {
      routes.mount(router);
      router.route().handler(new LoopbackGuard());
    }
  }

  private void mount(Router router) {
    router.get("/health/live").handler(http -> text(http, 200, "live"));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(http -> text(http, 200, node.metrics().scrape()));
  }

  private void ready(RoutingContext http) {
    var body = ViewJson.object();
    var parts = node.health().check();
    parts.forEach((name, part) -> body.put(name, part.text()));
    http.response()
        .setStatusCode(node.health().isReady() ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(body.toString())
        .onFailure(http::fail);
  }

  private static void text(RoutingContext http, int status, String body) {
    http.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(body)
        .onFailure(http::fail);
  }
}
