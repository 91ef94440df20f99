package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.gateway.api.BacktestDesk;
import outcry.gateway.api.Calls;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.api.Desk;
import outcry.gateway.api.Document;
import outcry.gateway.api.LatestStates;
import outcry.gateway.api.NodeCalls;
import outcry.gateway.api.Operations;
import outcry.gateway.api.Questions;
import outcry.gateway.api.Routes;
import outcry.gateway.api.SecureGate;
import outcry.gateway.api.ViewJson;
import outcry.gateway.http.Connections;
import outcry.gateway.http.Framing;
import outcry.gateway.http.FrontDoor;
import outcry.gateway.http.HostGuard;
import outcry.gateway.http.MediaTypes;
import outcry.gateway.http.Problem;
import outcry.gateway.http.RequestId;
import outcry.gateway.http.SecurityHeaders;
import outcry.gateway.security.Access;
import outcry.gateway.security.Security;
import outcry.gateway.stream.StreamConfig;
import outcry.gateway.stream.Streams;
import outcry.journal.Journal;

/** Serves the page, its updates, the REST calls, health and metrics on its own event loop. */
public final class GatewayVerticle extends VerticleBase {

  private final Node node;
  private final GatewayConfig config;
  private final Streams streams;
  private final LatestStates latest;
  private final Document document = Document.load();
  private final Operations operations;
  private final Security security;
  private HttpServer server;
  private TaskList.Task task;
  private List<Registration> registrations = List.of();

  /**
   * @param journal only looked into
   * @param cluster empty in one process
   * @param backtests empty where none are made
   */
  public GatewayVerticle(
      Node node,
      GatewayConfig config,
      Journal journal,
      Access access,
      Optional<ClusterDesk> cluster,
      Optional<BacktestDesk> backtests) {
    this.security = new Security(node, access);
    this.node = node;
    this.config = config;
    var catalogue = config.catalogue();
    var questions = new Questions(node.bus(), catalogue);
    var json = new ViewJson(config.instruments());
    this.latest = new LatestStates(node.vertx().isClustered(), System::nanoTime);
    var desk = new Desk(node, journal, catalogue, questions, latest, json);
    this.streams =
        new Streams(desk, cluster, token -> KeyCaller.of(security, token), StreamConfig.DEFAULTS);
    this.operations =
        Calls.of(desk, cluster, backtests, document, security).raw("stream", streams::upgrade);
  }

  @Override
  public Future<?> start() {
    var options = FrontDoor.options(config.host(), config.port(), config.tls());
    Streams.prepare(options);
    var connections = new Connections(node.vertx(), options, node.metrics());
    server =
        node.vertx()
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(routes(connections));
    streams.start();
    registrations =
        List.of(
            node.bus().on(Addresses.MARKET_TOP, latest::onTop),
            node.bus().on(Addresses.STRATEGY_STATES, latest::onStates));
    return Future.all(registrations.stream().map(Registration::ready).toList())
        .compose(_ -> security.start())
        .compose(_ -> server.listen())
        .onSuccess(_ -> task = node.tasks().begin("verticle", "gateway"));
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    security.stop();
    return streams
        .stop()
        .transform(_ -> Future.all(registrations.stream().map(Registration::unregister).toList()))
        .transform(_ -> server.close())
        .onComplete(
            _ -> {
              if (task != null) {
                task.done();
              }
            });
  }

  /** What every node has is for other machines too: engines that probe, a Prometheus. */
  private Router routes(Connections connections) {
    var routes = new Routes(document, operations, new SecureGate(security));
    var router = Router.router(node.vertx());
    router.route().handler(new RequestId());
    Framing.mount(router, connections, Routes.BODY_MAX);
    router.route().handler(new SecurityHeaders(config.tls().isPresent()));
    if (FrontDoor.isLoopback(config.host())) {
      router.route().handler(new HostGuard(config.tls()));
      router.route().handler(new MediaTypes());
      routes.mount(router, _ -> true);
    } else {
      routes.mount(router, NodeCalls::isOfEveryNode);
      router.route().handler(new HostGuard(config.tls()));
      router.route().handler(new MediaTypes());
      routes.mount(router, operation -> !NodeCalls.isOfEveryNode(operation));
    }
    router.get().handler(StaticHandler.create("web").setCachingEnabled(false));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void failed(RoutingContext http) {
    if (http.response().ended()) {
      return;
    }
    int status = http.statusCode() < 400 ? 500 : http.statusCode();
    if (status == 413) {
      http.response().putHeader("Connection", "close"); // the rest of the body is not read
    }
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
