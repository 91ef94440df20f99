package outcry.bus;

import io.vertx.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import outcry.model.query.TaskView;

/** Wall time; timers run on the given context. */
public final class WallTimeline implements Timeline {

  /** Timers further away are set again on the way: a wall clock is corrected now and then. */
  private static final long STEP_MILLIS = TimeUnit.HOURS.toMillis(1);

  private static final long NOT_SET = -1;

  private final PendingTimers pending = new PendingTimers();
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
  public List<TaskView> pending() {
    return pending.views();
  }

  @Override
  public long arrivedAt(long receivedNanos) {
    return System.nanoTime() - (nowNanos() - receivedNanos);
  }

  private final class WallTimer implements Timer {

    private final long atNanos;
    private final String name;
    private final Runnable action;
    private final PendingTimers.Entry entry;
    private long id = NOT_SET;
    private boolean over;

    WallTimer(long atNanos, String name, Runnable action) {
      this.atNanos = atNanos;
      this.name = name;
      this.action = action;
      this.entry = pending.add(name, nowNanos(), atNanos);
      schedule();
    }

    private void schedule() {
      long nanos = atNanos - nowNanos();
      if (nanos <= 0) {
        context.runOnContext(_ -> fire());
      } else {
        long millis = Math.min(STEP_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        id = context.owner().setTimer(millis, _ -> context.runOnContext(_ -> fire()));
      }
    }

    private void fire() {
      if (over) {
        return;
      }
      if (nowNanos() < atNanos) {
        schedule(); // the wall clock is behind the timer: an action must not see a time before its
        // own
        return;
      }
      over = true;
      pending.remove(entry);
      defects.guard("timer " + name, action);
    }

    @Override
    public boolean cancel() {
      if (over) {
        return false;
      }
      over = true;
      pending.remove(entry);
      if (id != NOT_SET) {
        context.owner().cancelTimer(id);
      }
      return true;
    }
  }
}
