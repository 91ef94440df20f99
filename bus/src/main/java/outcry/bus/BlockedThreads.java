package outcry.bus;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds event loops and workers that run one thing for too long, whatever it is: HTTP, timers and
 * what no {@link HandlerWatch} sees. Each is counted and logged once, with the stack it is in.
 * Thread-safe; Vert.x looks at its threads on one of its own.
 */
public final class BlockedThreads {

  /** From here on an event loop counts as blocked. */
  public static final long LOOP_MILLIS = 1_000;

  private static final long LOOK_MILLIS = 250;
  private static final long NOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * LOOK_MILLIS);
  private static final int STACK_MAX = 30;
  private static final long SAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Logger LOG = LoggerFactory.getLogger(BlockedThreads.class);

  /**
   * A thread that ran one thing for too long, or still does.
   *
   * @param sinceNanos when that began, {@link System#nanoTime}
   * @param seenNanos when it was last seen at it
   */
  public record Blocked(String thread, long sinceNanos, long seenNanos) {

    public long millis() {
      return TimeUnit.NANOSECONDS.toMillis(seenNanos - sinceNanos);
    }
  }

  private final Metrics metrics;
  private final Map<String, Blocked> latest = new ConcurrentHashMap<>(); // threads are few
  private final List<Consumer<Blocked>> listeners = new CopyOnWriteArrayList<>();

  BlockedThreads(Vertx vertx, Metrics metrics) {
    this.metrics = metrics;
    metrics.announce("blocked_threads_total", "pool");
    metrics.gauge("threads_blocked", () -> seenWithin(NOW_NANOS).size());
    ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(this::seen);
  }

  /** Lets Vert.x look often enough. */
  static VertxOptions lookingOften(VertxOptions options) {
    return options
        .setBlockedThreadCheckInterval(LOOK_MILLIS)
        .setMaxEventLoopExecuteTime(LOOP_MILLIS)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
  }

  /** Told once of each, on the thread that looks; must not block or throw. */
  public void onBlocked(Consumer<Blocked> listener) {
    listeners.add(listener);
  }

  /** Those that are, or were within the last minute. */
  public List<Blocked> recent() {
    return seenWithin(TimeUnit.MINUTES.toNanos(1));
  }

  private List<Blocked> seenWithin(long nanos) {
    long now = System.nanoTime();
    return latest.values().stream().filter(blocked -> now - blocked.seenNanos() < nanos).toList();
  }

  private void seen(BlockedThreadEvent event) {
    long now = System.nanoTime();
    var thread = event.thread();
    var blocked = new Blocked(thread.getName(), now - event.duration(), now);
    var before = latest.put(thread.getName(), blocked);
    if (before != null && blocked.sinceNanos() - before.sinceNanos() < SAME_NANOS) {
      return; // still the same
    }
    metrics.counter("blocked_threads_total", "pool", pool(thread.getName())).increment();
    listeners.forEach(listener -> listener.accept(blocked));
    LOG.warn(
        "{} is blocked for {} ms:\n\tat {}",
        blocked.thread(),
        blocked.millis(),
        String.join(
            "\n\tat ",
            Arrays.stream(thread.getStackTrace())
                .limit(STACK_MAX)
                .map(StackTraceElement::toString)
                .toList()));
  }

  /** A thread's name without its number. */
  static String pool(String thread) {
    return thread.replaceFirst("-\\d+$", "");
  }
}
