package outcry.marketdata.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import outcry.model.query.TaskView;

/**
 * Writes frames as received to a new file, gzip if its name ends with {@code .gz}, on a thread of
 * its own. What is written reaches the file within {@value #FLUSH_MILLIS} ms even if the process is
 * killed: only the tail of such a file is torn. At the queue's bound, {@value #FRAMES_MAX} frames,
 * a frame is dropped and counted, for a recording must never slow the feed; on replay that shows as
 * a gap like any other.
 */
public final class RecordingWriter {

  static final int FRAMES_MAX = 1 << 16;
  static final int FLUSH_MILLIS = 500;

  private record Frame(long receivedNanos, byte[] json) {}

  private static final Frame END = new Frame(0, new byte[0]);

  private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(FRAMES_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final OutputStream out;
  private final Thread thread;
  private final String name;
  private final Instant since = Instant.now();
  private volatile boolean closing;

  /**
   * @throws IOException if the file exists or cannot be made
   */
  public RecordingWriter(Path file) throws IOException {
    var raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      this.out =
          new BufferedOutputStream(
              file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16, true) : raw,
              1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
    this.name = file.getFileName().toString();
    this.thread = Thread.ofPlatform().daemon().name("recording-writer").start(this::run);
  }

  /**
   * Hands a frame over; from any thread, never blocks.
   *
   * @param json one JSON text; not to be changed afterwards
   * @return false if it was dropped: the queue is full, or the writer closed or failed
   */
  public boolean offer(long receivedNanos, byte[] json) {
    if (closing || closed.isDone() || !queue.offer(new Frame(receivedNanos, json))) {
      dropped.incrementAndGet();
      return false;
    }
    return true;
  }

  /** The thread that writes, while it lives; any thread. */
  public List<TaskView> tasks() {
    return thread.isAlive()
        ? List.of(
            TaskView.running("recording-writer", name, since, queue.size() + " frames waiting"))
        : List.of();
  }

  /** Frames that were not written. */
  public long dropped() {
    return dropped.get();
  }

  private void run() {
    try (out) {
      writeAll();
    } catch (IOException | InterruptedException | RuntimeException e) {
      closed.completeExceptionally(e);
    } finally {
      closed.complete(null);
    }
  }

  private void writeAll() throws IOException, InterruptedException {
    boolean flushed = true;
    long lastFlush = System.nanoTime();
    while (true) {
      var frame = flushed ? queue.take() : queue.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
      if (frame == END) {
        return;
      }
      if (frame != null) {
        write(frame);
        flushed = false;
      }
      long now = System.nanoTime();
      if (!flushed && now - lastFlush >= TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS)) {
        out.flush();
        flushed = true;
        lastFlush = now;
      }
    }
  }

  private void write(Frame frame) throws IOException {
    out.write(Long.toString(frame.receivedNanos).getBytes(StandardCharsets.US_ASCII));
    out.write(' ');
    byte[] json = frame.json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n') {
        writeOnOneLine(json);
        return;
      }
    }
    out.write(json);
    out.write('\n');
  }

  /** In JSON a line end can only be white space between tokens. */
  private void writeOnOneLine(byte[] json) throws IOException {
    for (byte b : json) {
      out.write(b == '\n' ? ' ' : b);
    }
    out.write('\n');
  }

  /**
   * Writes what is queued and closes the file; completes when that is done, fails if frames could
   * not be written. Idempotent.
   */
  public CompletionStage<Void> close() {
    if (!closing) {
      closing = true;
      if (!queue.offer(END)) {
        // full: the writer makes room; wait for it elsewhere than on the caller's thread
        Thread.ofPlatform().daemon().name("recording-writer-close").start(this::putEnd);
      }
    }
    return closed.minimalCompletionStage();
  }

  private void putEnd() {
    try {
      while (thread.isAlive() && !queue.offer(END, FLUSH_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }
}
