package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.gateway.api.Document;
import outcry.gateway.api.NodeCalls;
import outcry.gateway.api.Operations;
import outcry.gateway.api.Routes;
import outcry.gateway.http.Connections;
import outcry.gateway.http.Framing;
import outcry.gateway.http.FrontDoor;
import outcry.gateway.http.HostGuard;
import outcry.gateway.http.Problem;
import outcry.gateway.http.RequestId;
import outcry.gateway.http.SecurityHeaders;
import outcry.gateway.http.ServerTls;

/** Serves health and metrics of a node that is no gateway. */
public final class AdminVerticle extends VerticleBase {

  private final Node node;
  private final String host;
  private final int port;
  private final Optional<ServerTls> tls;
  private HttpServer server;
  private TaskList.Task task;

  /**
   * @param port 0 for any free one
   * @param tls empty on loopback alone
   */
  public AdminVerticle(Node node, String host, int port, Optional<ServerTls> tls) {
    this.node = node;
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  @Override
  public Future<?> start() {
    var operations = new Operations(node.defects());
    new NodeCalls(node).addTo(operations);
    var document = Document.load().only(NodeCalls::isOfEveryNode);
    var router = Router.router(node.vertx());
    router.route().handler(new RequestId());
    var options = FrontDoor.options(host, port, tls);
    var connections = new Connections(node.vertx(), options, node.metrics());
    Framing.mount(router, connections, Routes.BODY_MAX);
    router.route().handler(new SecurityHeaders(tls.isPresent()));
    if (FrontDoor.isLoopback(host)) {
      router.route().handler(new HostGuard(tls));
    }
    new Routes(document, operations, _ -> RoutingContext::next).mount(router, _ -> true);
    router.route().handler(http -> new Problem(404, "NOT_FOUND", "no gateway here").send(http));
    server =
        node.vertx()
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .requestHandler(router);
    return server.listen().onSuccess(_ -> task = node.tasks().begin("verticle", "admin"));
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server
        .close()
        .onComplete(
            _ -> {
              if (task != null) {
                task.done();
              }
            });
  }
}
