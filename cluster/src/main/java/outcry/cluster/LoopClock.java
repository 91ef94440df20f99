package outcry.cluster;

import io.vertx.core.Context;
import java.util.concurrent.TimeUnit;
import outcry.bus.Defects;
import outcry.cluster.core.HolderClock;

/**
 * The clock of an event loop: it goes on while the process stands still, and never jumps. One event
 * loop.
 */
final class LoopClock implements HolderClock {

  private final long begunNanos = System.nanoTime();
  private final Context context;
  private final Defects defects;

  LoopClock(Context context, Defects defects) {
    this.context = context;
    this.defects = defects;
  }

  /** Any thread. */
  @Override
  public long nowNanos() {
    return System.nanoTime() - begunNanos;
  }

  @Override
  public void after(long delayNanos, Runnable action) {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delayNanos));
    context
        .owner()
        .setTimer(millis, _ -> context.runOnContext(_ -> defects.guard("shard holder", action)));
  }
}
