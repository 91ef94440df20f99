package outcry.launcher.process;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import outcry.bus.Node;

/** What has been deployed, or is being: stopped in reverse order. Main thread only. */
public final class Rooms {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofMillis(1_500);

  private record Room(String what, Future<String> deployment) {}

  private final Node node;
  private final Waiting waiting;
  private final Deque<Room> rooms = new ArrayDeque<>();

  public Rooms(Node node, Waiting waiting) {
    this.node = node;
    this.waiting = waiting;
  }

  /** Returns when the room has started; throws what it failed with. */
  public void deploy(String what, Deployable deployable) {
    waiting.goOn("starting " + what);
    var task = node.tasks().begin("start", what);
    var room =
        new Room(
            what,
            node.vertx()
                .deployVerticle(deployable)
                .onSuccess(_ -> task.done())
                .onFailure(task::failed));
    rooms.push(room);
    waiting.await("starting " + what, START_MAX, room.deployment());
  }

  /**
   * Stops them one after another. One that was still starting is given the time to finish that; if
   * it does not, it is left, and the task list names it.
   */
  public void undeployAll(StopClock clock) {
    undeployAll(clock, STOP_MAX);
  }

  /**
   * @param eachMax what one may take
   */
  public void undeployAll(StopClock clock, Duration eachMax) {
    while (!rooms.isEmpty()) {
      var room = rooms.pop();
      if (!room.deployment().isComplete()) {
        clock.part(eachMax).await("starting " + room.what(), room.deployment());
      }
      if (room.deployment().succeeded()) {
        var stopped = node.vertx().undeploy(room.deployment().result());
        clock.part(eachMax).await("stopping " + room.what(), stopped);
      }
    }
  }
}
