package outcry.bus;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.model.query.TaskView;

/**
 * Finds handlers that hold their thread for 100 ms or longer: logged with the stack they are in,
 * counted by address family. One daemon thread looks at every watched thread. Thread-safe.
 */
public final class HandlerWatch implements AutoCloseable {

  /** From here on a handler is a defect. */
  public static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LOOK_MILLIS = 20;
  private static final int STACK_MAX = 30;
  private static final Logger LOG = LoggerFactory.getLogger(HandlerWatch.class);

  private final Map<Thread, Slot> slots = new ConcurrentHashMap<>();
  private final Metrics metrics;
  private final Thread watcher;
  private final Instant since = Instant.now();

  /** Told of a handler that is slow, once, on the thread of the watch; must not block or throw. */
  @FunctionalInterface
  public interface SlowListener {

    void onSlow(String place, long millis);
  }

  private final List<SlowListener> listeners = new CopyOnWriteArrayList<>();

  public HandlerWatch(Metrics metrics) {
    this.metrics = metrics;
    metrics.announce("slow_handlers_total", "place");
    this.watcher = Thread.ofPlatform().daemon().name("handler-watch").start(this::watch);
  }

  /** Its own thread, while that lives; any thread. */
  List<TaskView> tasks() {
    return watcher.isAlive()
        ? List.of(
            TaskView.running(
                "watch", watcher.getName(), since, slots.size() + " threads looked at"))
        : List.of();
  }

  public void onSlow(SlowListener listener) {
    listeners.add(listener);
  }

  /** The calling thread's slot. Keep it: looking it up costs more than using it. */
  public Slot slot() {
    return slots.computeIfAbsent(Thread.currentThread(), Slot::new);
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return; // closed
      }
      long now = System.nanoTime();
      slots.values().removeIf(slot -> !slot.thread.isAlive());
      slots.values().forEach(slot -> look(slot, now));
    }
  }

  private void look(Slot slot, long now) {
    long entered = slot.enteredAt;
    if (entered == 0 || entered == slot.reported || now - entered < SLOW_NANOS) {
      return;
    }
    var place = slot.place;
    var stack = slot.thread.getStackTrace();
    if (slot.enteredAt != entered) {
      return; // it ended meanwhile: the stack would be somebody else's
    }
    slot.reported = entered;
    metrics.counter("slow_handlers_total", "place", place).increment();
    long millis = TimeUnit.NANOSECONDS.toMillis(now - entered);
    listeners.forEach(listener -> listener.onSlow(place, millis));
    LOG.warn(
        "{} has held {} for {} ms:\n\tat {}",
        place,
        slot.thread.getName(),
        millis,
        String.join(
            "\n\tat ",
            Arrays.stream(stack).limit(STACK_MAX).map(StackTraceElement::toString).toList()));
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  /** What one thread is doing. Written by that thread only. */
  public static final class Slot {

    private final Thread thread;
    private volatile long enteredAt;
    private volatile String place = "";
    private volatile long reported;

    private Slot(Thread thread) {
      this.thread = thread;
    }

    /** A handler begins. Handlers do not nest. */
    public void enter(String family) {
      if (place != family) {
        place = family;
      }
      ENTERED.setRelease(this, System.nanoTime() | 1);
    }

    /** The same, unless another handler is running and is watched already: false then. */
    public boolean enterIfFree(String family) {
      if (enteredAt != 0) {
        return false;
      }
      enter(family);
      return true;
    }

    public void exit() {
      ENTERED.setRelease(this, 0L);
    }

    /** {@link System#nanoTime} at which the current handler began; 0 between handlers. */
    public long enteredAt() {
      return enteredAt;
    }

    private static final java.lang.invoke.VarHandle ENTERED;

    static {
      try {
        ENTERED =
            java.lang.invoke.MethodHandles.lookup()
                .findVarHandle(Slot.class, "enteredAt", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }
}
