package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import outcry.bus.Node;
import outcry.bus.async.Leftovers;
import outcry.launcher.process.Rooms;
import outcry.launcher.process.StopAskedException;
import outcry.launcher.process.StopClock;
import outcry.launcher.process.Waiting;

@Timeout(20)
class RoomsTest {

  private final CompletableFuture<Void> stopAsked = new CompletableFuture<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Node node;
  private Rooms rooms;

  /** Says what it hears, and ends its start and stop when told to. */
  private final class Told implements Deployable {
    private final String name;
    private Runnable whileStarting = () -> {};
    private final Promise<Void> started = Promise.promise();
    private final Promise<Void> stopped = Promise.promise();

    Told(String name) {
      this.name = name;
    }

    @Override
    public Future<?> deploy(Context context) {
      heard.add("start " + name);
      whileStarting.run();
      return started.future();
    }

    @Override
    public Future<?> undeploy(Context context) {
      heard.add("stop " + name);
      return stopped.future();
    }
  }

  @BeforeEach
  void open() {
    node = House.newNode();
    rooms = new Rooms(node, new Waiting(stopAsked));
  }

  @AfterEach
  void close() {
    StopClock.of(Duration.ofSeconds(5), node.defects()).await("the node", node.close());
  }

  private Told deployed(String name) {
    var room = new Told(name);
    room.started.complete();
    rooms.deploy(name, room);
    return room;
  }

  @Test
  void allRoomsShareOneDeadlineAndEachIsAskedToStop() {
    deployed("first");
    deployed("second");
    deployed("third");
    heard.clear();

    long start = System.nanoTime();
    rooms.undeployAll(StopClock.of(Duration.ofMillis(100), node.defects()));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    assertTrue(millis < 1_500, "the time of one room alone would be as long: " + millis + " ms");
    // The first room used up the time; the others are asked at once, each on its own loop.
    var asked = awaitHeard(3);
    assertEquals("stop third", asked.getFirst());
    assertEquals(Set.of("stop third", "stop second", "stop first"), Set.copyOf(asked));
  }

  @Test
  void aRoomThatIsStartingWhenAskedToStopIsStoppedOnceItHasStarted() {
    var ready = deployed("ready");
    ready.stopped.complete();
    var slow = new Told("slow");
    slow.stopped.complete();
    slow.whileStarting = () -> stopAsked.complete(null);

    assertThrows(StopAskedException.class, () -> rooms.deploy("slow", slow));
    assertThrows(StopAskedException.class, () -> rooms.deploy("late", new Told("late")));
    node.vertx().runOnContext(_ -> slow.started.complete());
    rooms.undeployAll(StopClock.of(Duration.ofSeconds(10), node.defects()));

    assertEquals(List.of("start ready", "start slow", "stop slow", "stop ready"), heard);
    assertTrue(Leftovers.now(node.inFlight(), node.tasks()).isClean());
  }

  @Test
  void aRoomThatNeverStartsIsNamed() {
    var stuck = new Told("stuck");
    stuck.whileStarting = () -> stopAsked.complete(null);
    assertThrows(StopAskedException.class, () -> rooms.deploy("stuck", stuck));
    rooms.undeployAll(StopClock.of(Duration.ofMillis(50), node.defects()));

    assertEquals(
        "pending: in flight {}, tasks [start stuck]",
        Leftovers.now(node.inFlight(), node.tasks()).toString());
  }

  private List<String> awaitHeard(int count) {
    while (heard.size() < count) {
      Thread.onSpinWait();
    }
    return List.copyOf(heard);
  }
}
