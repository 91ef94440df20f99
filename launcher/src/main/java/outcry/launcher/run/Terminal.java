package outcry.launcher.run;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a replay goes: a bar on a terminal, one line a second otherwise. Main thread only. */
final class Terminal implements AutoCloseable {

  private static final int UPDATE_MILLIS = 250;

  private final PrintWriter out;
  private final ProgressBar bar;
  private final long startedAt = System.nanoTime();
  private long printedAt = startedAt;
  private long printedFrames;

  Terminal(PrintWriter out, String task) {
    this.out = out;
    this.bar =
        System.console() != null && System.console().isTerminal()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" frames", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .showSpeed()
                .build()
            : null;
  }

  void show(long frames) {
    if (bar != null) {
      bar.stepTo(frames);
      return;
    }
    long now = System.nanoTime();
    if (now - printedAt >= TimeUnit.SECONDS.toNanos(1)) {
      double seconds = (now - printedAt) / 1e9;
      out.printf(
          "%d frames after %d s, %.0f frames/s%n",
          frames,
          TimeUnit.NANOSECONDS.toSeconds(now - startedAt),
          (frames - printedFrames) / seconds);
      out.flush();
      printedAt = now;
      printedFrames = frames;
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
