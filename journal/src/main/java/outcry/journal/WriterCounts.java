package outcry.journal;

import java.util.concurrent.atomic.AtomicLong;

/** What the writer has done. Written by its thread, read by any. */
final class WriterCounts {

  private final AtomicLong appends = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong projections = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong commitNanos = new AtomicLong();

  void count(WriteTask<?> task, boolean done) {
    switch (task) {
      case WriteTask.Append append -> append(append.size(), done);
      case WriteTask.Project _ -> projection(done);
      case WriteTask.Claim _,
          WriteTask.Note _,
          WriteTask.Change<?> _,
          WriteTask.ClaimStrategy _,
          WriteTask.SaveStrategy _ -> {}
    }
  }

  private void append(int size, boolean done) {
    if (done) {
      add(appends, 1);
      add(events, size);
    } else {
      add(refused, 1);
    }
  }

  private void projection(boolean done) {
    if (done) {
      add(projections, 1);
    }
  }

  void commits(long nanos) {
    add(commits, 1);
    add(commitNanos, nanos);
  }

  JournalStats stats(int queued) {
    return new JournalStats(
        appends.get(),
        events.get(),
        refused.get(),
        projections.get(),
        commits.get(),
        commitNanos.get(),
        queued);
  }

  /** There is one writer, so nothing stronger is needed. */
  private static void add(AtomicLong count, long more) {
    count.setRelease(count.getPlain() + more);
  }
}
