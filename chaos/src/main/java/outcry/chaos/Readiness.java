package outcry.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for nodes to say that they are ready. */
final class Readiness {

  private static final long READY_MILLIS = 90_000;
  private static final long LOOK_MILLIS = 200;
  private static final int OK = 200;

  /** The exit status of a node that did not find what it needs: the database, for one. */
  private static final int UNAVAILABLE = 69;

  private static final int STARTS_MAX = 5;

  /**
   * @throws ChaosException if it ends, or is not ready in time
   */
  static void await(ClusterUnderTest cluster, String node) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(cluster.ready(node)).timeout(Duration.ofSeconds(5)).build();
    var answered = "no answer";
    var failed = "no failure";
    int starts = STARTS_MAX;
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      for (long left = READY_MILLIS / LOOK_MILLIS; left > 0; left--) {
        if (!cluster.isRunning(node) && starts > 0 && isUnavailable(cluster, node)) {
          starts--; // as whoever looks after processes would: the database was not there
          cluster.start(node);
        }
        if (!cluster.isRunning(node)) {
          throw new ChaosException(
              node + " ended with " + cluster.exitStatus(node) + "; see " + cluster.log(node));
        }
        try {
          var answer = http.send(request, BodyHandlers.ofString());
          if (answer.statusCode() == OK) {
            return;
          }
          answered = answer.statusCode() + " " + answer.body().strip();
        } catch (IOException e) {
          failed = e.toString();
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
    throw new ChaosException(
        "%s is not ready: %s; %s; see %s".formatted(node, answered, failed, cluster.log(node)));
  }

  private static boolean isUnavailable(ClusterUnderTest cluster, String node) {
    return cluster.exitStatus(node).filter(status -> status == UNAVAILABLE).isPresent();
  }

  private Readiness() {}
}
