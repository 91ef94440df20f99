package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.Set;
import outcry.bus.Node;

/** What every node answers: whether it lives, whether it is ready, its metrics. */
public final class NodeCalls {

  private static final Set<String> EVERY_NODE = Set.of("healthLive", "healthReady", "metrics");

  private final Node node;

  public NodeCalls(Node node) {
    this.node = node;
  }

  /** Whether a node that is no gateway has it too. */
  public static boolean isOfEveryNode(Operation operation) {
    return EVERY_NODE.contains(operation.id());
  }

  public void addTo(Operations operations) {
    operations
        .call("healthLive", _ -> Future.succeededFuture(Answer.text("live")))
        .call("healthReady", _ -> Future.succeededFuture(ready()))
        .call("metrics", _ -> Future.succeededFuture(Answer.text(node.metrics().scrape())));
  }

  private Answer ready() {
    var body = ViewJson.object();
    node.health().check().forEach((name, part) -> body.put(name, part.text()));
    return Answer.of(body).withStatus(node.health().isReady() ? 200 : 503);
  }
}
