package outcry.strategy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import outcry.model.query.TaskView;

/** One thread that looks for callbacks that hang. Thread-safe. */
final class Watchdog implements AutoCloseable {

  private static final long LOOKS_PER_LIMIT = 10;

  private final Map<CallbackGuard, Runnable> guards = new ConcurrentHashMap<>();
  private final long limitNanos;
  private final Thread thread;
  private final Instant since = Instant.now();
  private volatile boolean closed;

  Watchdog(Duration limit) {
    limitNanos = limit.toNanos();
    thread = Thread.ofPlatform().daemon().name("strategy-watchdog").unstarted(this::look);
  }

  void start() {
    thread.start();
  }

  /** Its thread, while that lives; any thread. */
  List<TaskView> tasks() {
    return thread.isAlive()
        ? List.of(
            TaskView.running(
                "watch", thread.getName(), since, guards.size() + " strategies looked at"))
        : List.of();
  }

  /**
   * @param onHang called on the watchdog's thread, after the interrupt
   */
  void watch(CallbackGuard guard, Runnable onHang) {
    guards.put(guard, onHang);
  }

  void forget(CallbackGuard guard) {
    guards.remove(guard);
  }

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(limitNanos / LOOKS_PER_LIMIT);
      long now = System.nanoTime();
      guards.forEach(
          (guard, onHang) -> {
            if (guard.look(now, limitNanos)) {
              onHang.run();
            }
          });
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
