package outcry.venue.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.model.query.TaskView;

/**
 * A venue log in a file. One worker thread writes whatever is waiting as one batch with one write,
 * so a finished append survives the death of the process, and with {@code fsync} that of the
 * machine too. Stages complete on the worker, which the caller must leave at once for its own
 * context. Thread-safe.
 *
 * <p>After a failed write the log is broken: what is in the file is unknown, and every later append
 * fails. At most {@link #QUEUE_MAX} appends wait; one more fails, and the venue stops.
 */
public final class FileVenueLog implements VenueLog, AutoCloseable {

  /** Appends that may wait. */
  public static final int QUEUE_MAX = 65_536;

  private record Append(byte[] lines, CompletableFuture<Void> done) {}

  /** Tells the worker to end; everything before it is written. */
  private static final Append CLOSE = new Append(new byte[0], new CompletableFuture<>());

  private final FileChannel channel;
  private final boolean fsync;
  private final List<VenueLogEntry> recovered;
  private final BlockingQueue<Append> queue = new ArrayBlockingQueue<>(QUEUE_MAX + 1);
  private final Thread worker;
  private final String name;
  private final Instant since = Instant.now();
  private final Object lock = new Object();
  private boolean closed;
  private IOException broken;

  private FileVenueLog(
      Path file, FileChannel channel, List<VenueLogEntry> recovered, boolean fsync) {
    this.name = file.getFileName().toString();
    this.channel = channel;
    this.recovered = recovered;
    this.fsync = fsync;
    this.worker = Thread.ofPlatform().name("venue-log").start(this::work);
  }

  /**
   * Opens the log, or makes it. A last line that a crash has torn is cut off. Blocks: call it on a
   * worker.
   *
   * @param fsync whether an append also waits for the disk
   * @throws IOException if the file cannot be read or written
   * @throws VenueLogException naming the file and line, if another line is damaged
   */
  public static FileVenueLog open(Path file, boolean fsync) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var contents = VenueLogText.read(Files.readAllBytes(file));
      channel.truncate(contents.intactBytes());
      channel.position(contents.intactBytes());
      return new FileVenueLog(file, channel, contents.entries(), fsync);
    } catch (VenueLogException damaged) {
      channel.close();
      throw new VenueLogException(file + ": " + damaged.getMessage());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** What was in the file when it was opened. */
  public List<VenueLogEntry> recovered() {
    return recovered;
  }

  @Override
  public CompletionStage<Void> append(List<VenueLogEntry> entries) {
    var lines = new StringBuilder(entries.size() * 160);
    entries.forEach(entry -> lines.append(VenueLogText.format(entry)).append('\n'));
    var append =
        new Append(lines.toString().getBytes(StandardCharsets.US_ASCII), new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new IOException("venue log is closed"));
      }
      if (queue.size() >= QUEUE_MAX) {
        return CompletableFuture.failedFuture(
            new IOException("venue log overloaded: " + QUEUE_MAX + " appends are waiting"));
      }
      queue.add(append);
    }
    return append.done();
  }

  /** Its worker, while that lives; any thread. */
  public List<TaskView> tasks() {
    return worker.isAlive()
        ? List.of(TaskView.running("venue-log", name, since, queue.size() + " appends waiting"))
        : List.of();
  }

  private void work() {
    var batch = new ArrayList<Append>();
    boolean over = false;
    while (!over) {
      batch.clear();
      takeAtLeastOne(batch);
      over = batch.removeIf(append -> append == CLOSE);
      var failure = write(batch);
      for (var append : batch) {
        if (failure == null) {
          append.done().complete(null);
        } else {
          append.done().completeExceptionally(failure);
        }
      }
    }
  }

  private void takeAtLeastOne(List<Append> batch) {
    while (batch.isEmpty()) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException _) {
        continue; // only close() ends this thread, after what was accepted is written
      }
    }
    queue.drainTo(batch);
  }

  private IOException write(List<Append> batch) {
    if (broken != null || batch.isEmpty()) {
      return broken;
    }
    var buffer = ByteBuffer.allocate(batch.stream().mapToInt(one -> one.lines().length).sum());
    batch.forEach(one -> buffer.put(one.lines()));
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      if (fsync) {
        channel.force(false);
      }
    } catch (IOException e) {
      broken = e;
    }
    return broken;
  }

  /** Writes what is waiting, then closes the file; blocks until then. Safe to call again. */
  @Override
  public void close() throws IOException {
    synchronized (lock) {
      if (!closed) {
        closed = true;
        queue.add(CLOSE);
      }
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException _) {
        interrupted = true; // remembered below: the file must not be closed under the worker
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }
}
