package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.Optional;
import outcry.bus.Node;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** The calls about the cluster; in one process there is none. */
final class ClusterCalls {

  private final Node node;
  private final Optional<ClusterDesk> cluster;

  ClusterCalls(Node node, Optional<ClusterDesk> cluster) {
    this.node = node;
    this.cluster = cluster;
  }

  void addTo(Operations operations) {
    operations.call("viewCluster", _ -> view()).call("scaleCluster", this::scale);
  }

  private Future<Answer> view() {
    return desk()
        .view()
        .map(
            view ->
                Answer.of(ClusterJson.view(view, ClusterAlarms.of(view, node.health().check()))));
  }

  private Future<Answer> scale(Request request) {
    var desk = desk();
    var count = ClusterJson.scale(request.body());
    return desk.scale(count.role(), count.instances())
        .map(_ -> Answer.of(ClusterJson.scaled(count)));
  }

  private ClusterDesk desk() {
    return cluster.orElseThrow(
        () ->
            new ProblemException(
                new Problem(
                    404, "NOT_CLUSTERED", "this is one process: start nodes with run --cluster")));
  }
}
