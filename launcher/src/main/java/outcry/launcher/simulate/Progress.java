package outcry.launcher.simulate;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import outcry.simulation.Outcome;

/** Tells people every ten seconds how far a long campaign is, and of failures at once. */
final class Progress {

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int FAILURES_TOLD = 10;

  private final PrintWriter err;
  private final AtomicLong lived = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime() + EVERY_NANOS);

  Progress(PrintWriter err) {
    this.err = err;
  }

  /** Any thread. */
  void lived(Outcome outcome) {
    long so = lived.incrementAndGet();
    if (!outcome.isGood() && failures.incrementAndGet() <= FAILURES_TOLD) {
      err.println("seed " + outcome.seed() + ": " + outcome.violation());
      err.flush();
    }
    long due = nextNanos.get();
    long now = System.nanoTime();
    if (now - due >= 0 && nextNanos.compareAndSet(due, now + EVERY_NANOS)) {
      err.println(so + " seeds, " + failures.get() + " failures");
      err.flush();
    }
  }
}
