package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.model.RefusalCode;

/** Serves the page, its updates, the REST calls, health and metrics on its own event loop. */
public final class GatewayVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
  private static final int BODY_MAX = 64 * 1024;
  private static final int IDLE_SECONDS = 60;

  private final Node node;
  private final GatewayConfig config;
  private final LiveFeed live;
  private final Api api;
  private final ClusterApi cluster;
  private HttpServer server;
  private TaskList.Task task;

  /** In one process. */
  public GatewayVerticle(Node node, GatewayConfig config) {
    this(node, config, Optional.empty());
  }

  /**
   * @param cluster empty in one process
   */
  public GatewayVerticle(Node node, GatewayConfig config, Optional<ClusterDesk> cluster) {
    this.node = node;
    this.cluster = new ClusterApi(node, cluster);
    this.config = config;
    var questions = new Questions(node.bus(), config);
    var json = new ViewJson(config.instruments());
    this.live = new LiveFeed(node, questions, json);
    this.api = new Api(node, config, questions, live, json);
  }

  @Override
  public Future<?> start() {
    var options =
        new HttpServerOptions()
            .setWebSocketClosingTimeout(1) // seconds; a page that is gone answers no farewell
            .setHost(config.host())
            .setPort(config.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxWebSocketFrameSize(BODY_MAX);
    server = node.vertx().createHttpServer(options).requestHandler(routes());
    return live.start()
        .compose(_ -> server.listen())
        .onSuccess(_ -> task = node.tasks().begin("verticle", "gateway"));
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return live.stop()
        .transform(_ -> server.close())
        .onComplete(
            _ -> {
              if (task != null) {
                task.done();
              }
            });
  }

  private Router routes() {
    var router = Router.router(node.vertx());
    AdminRoutes.mount(router, node, config.host());
    router.get("/live").handler(this::upgrade);
    router.get("/api/v1/cluster").handler(cluster::view);
    router.get("/api/v1/status").handler(api::status);
    router.get("/api/v1/tasks").handler(api::tasks);
    router.get("/api/v1/orders").handler(api::orders);
    router.get("/api/v1/orders/:clientOrderId/why").handler(api::why);
    router.get("/api/v1/positions").handler(api::positions);
    router.get("/api/v1/strategies").handler(api::strategies);
    router.post("/api/v1/strategies/:name/:action").handler(api::strategyAction);
    router.post().handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
    router.post("/api/v1/orders").handler(api::submit);
    router.post("/api/v1/order-lists").handler(api::submitList);
    router.get("/api/v1/reconcile").handler(api::reconciled);
    router.post("/api/v1/reconcile").handler(api::reconcile);
    router.post("/api/v1/trading-state").handler(api::tradingState);
    router.post("/api/v1/cluster/scale").handler(cluster::scale);
    router.patch().handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
    router.patch("/api/v1/orders/:account/:clientOrderId").handler(api::amend);
    router.get("/api/v1/algorithms").handler(api::algorithms);
    router.post("/api/v1/algorithms").handler(api::startAlgorithm);
    router.delete("/api/v1/algorithms/:account/:algorithmId").handler(api::cancelAlgorithm);
    router.delete("/api/v1/orders/:account/:clientOrderId").handler(api::cancel);
    router.get().handler(StaticHandler.create("web").setCachingEnabled(false));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void upgrade(RoutingContext http) {
    if (live.isFull()) {
      Problem.of(RefusalCode.OVERLOADED, "too many pages are open").send(http);
      return;
    }
    http.request()
        .toWebSocket()
        .onSuccess(live::accept)
        .onFailure(failure -> LOG.debug("no WebSocket", failure));
  }

  private void failed(RoutingContext http) {
    if (http.response().ended()) {
      return;
    }
    int status = http.statusCode() < 400 ? 500 : http.statusCode();
    if (status >= 500) {
      node.defects().report("gateway", http.failure());
    }
    new Problem(
            status,
            status == 413 ? "BODY_TOO_LARGE" : status == 404 ? "NOT_FOUND" : "HTTP_" + status,
            "")
        .send(http);
  }
}
