package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import outcry.bus.Node;

/** The calls about the cluster; in one process there is none. Event loop only. */
final class ClusterApi {

  private final Node node;
  private final Optional<ClusterDesk> cluster;

  ClusterApi(Node node, Optional<ClusterDesk> cluster) {
    this.node = node;
    this.cluster = cluster;
  }

  void view(RoutingContext http) {
    if (cluster.isEmpty()) {
      notClustered(http);
      return;
    }
    answer(
        http,
        200,
        cluster
            .get()
            .view()
            .map(
                view ->
                    ClusterJson.view(view, ClusterAlarms.of(view, node.health().check()))
                        .toString()));
  }

  void scale(RoutingContext http) {
    if (cluster.isEmpty()) {
      notClustered(http);
      return;
    }
    answer(
        http,
        202,
        Future.succeededFuture()
            .map(_ -> ClusterJson.scale(http.body().buffer()))
            .compose(
                count ->
                    cluster
                        .get()
                        .scale(count.role(), count.instances())
                        .map(_ -> ClusterJson.scaled(count).toString())));
  }

  private static void notClustered(RoutingContext http) {
    new Problem(404, "NOT_CLUSTERED", "this is one process: start nodes with run --cluster")
        .send(http);
  }

  private static void answer(RoutingContext http, int status, Future<String> answer) {
    answer
        .onSuccess(
            body ->
                http.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body)
                    .onFailure(http::fail))
        .onFailure(failure -> Problem.of(failure).send(http));
  }
}
