package outcry.bus;

import io.vertx.core.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Wall time; timers run on the given context. */
public final class WallTimeline implements Timeline {

  private final Context context;
  private final Defects defects;

  public WallTimeline(Context context, Defects defects) {
    this.context = context;
    this.defects = defects;
  }

  @Override
  public long nowNanos() {
    var now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Timer at(long atNanos, String name, Runnable action) {
    return new WallTimer(atNanos, name, action);
  }

  @Override
  public long arrivedAt(long receivedNanos) {
    return System.nanoTime() - (nowNanos() - receivedNanos);
  }

  private final class WallTimer implements Timer {

    private final long atNanos;
    private final String name;
    private final Runnable action;
    private long id;
    private boolean over;

    WallTimer(long atNanos, String name, Runnable action) {
      this.atNanos = atNanos;
      this.name = name;
      this.action = action;
      schedule();
    }

    private void schedule() {
      long nanos = atNanos - nowNanos();
      if (nanos <= 0) {
        context.runOnContext(_ -> fire());
      } else {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
        id = context.owner().setTimer(millis, _ -> context.runOnContext(_ -> fire()));
      }
    }

    private void fire() {
      if (!over) {
        over = true;
        defects.guard("timer " + name, action);
      }
    }

    @Override
    public boolean cancel() {
      if (over) {
        return false;
      }
      over = true;
      context.owner().cancelTimer(id);
      return true;
    }
  }
}
