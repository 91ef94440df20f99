package outcry.marketdata.recording;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.query.TaskView;

/**
 * Reads and decodes a recording on a thread of its own, in batches through a bounded queue: the
 * reader waits while the queue is full, so memory is constant whatever the length of the file. The
 * file is closed on every path. One consumer.
 */
public final class RecordingReader {

  /** Batches that may wait. */
  static final int BATCHES_MAX = 8;

  static final int BATCH = 512;

  /**
   * How to read.
   *
   * @param loops how often the recording is read; later passes are shifted so that all are one
   *     valid stream
   * @param tornTailAllowed a recording whose writer was killed ends where it is torn, instead of
   *     failing there
   */
  public record Options(int loops, boolean tornTailAllowed) {

    public static final Options ONCE = new Options(1, false);

    public Options {
      if (loops < 1) {
        throw new IllegalArgumentException("loops must be at least 1, was " + loops);
      }
    }
  }

  /** What the reader hands over. */
  public sealed interface Part {}

  /**
   * Events in the order received.
   *
   * @param lines the line of each event
   * @param size how many of the arrays' elements count
   */
  public record Batch(MarketEvent[] events, long[] lines, int size) implements Part {}

  /**
   * All passes are through.
   *
   * @param frames frames read, those without market data included
   * @param skipped frames without market data
   * @param tornLine the line in the middle of which the recording ends, where that is allowed; 0 if
   *     it is whole
   */
  public record End(long frames, long skipped, long tornLine) implements Part {}

  /** The recording cannot be read on; everything before it was handed over. */
  public record Failed(RuntimeException cause) implements Part {}

  private final Path file;
  private final Map<String, Instrument> bySymbol;
  private final Options options;
  private final BlockingQueue<Part> queue = new ArrayBlockingQueue<>(BATCHES_MAX);
  private final AtomicReference<Runnable> waiter = new AtomicReference<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Thread thread;
  private final Instant since = Instant.now();

  private MarketEvent[] events = new MarketEvent[BATCH];
  private long[] lines = new long[BATCH];
  private int size;
  private long frames;
  private long skipped;

  /**
   * Starts to read.
   *
   * @throws RecordingException FILE_NOT_FOUND or NOT_A_FILE, at once
   */
  public RecordingReader(Path file, Map<String, Instrument> bySymbol, Options options) {
    RecordingFile.requireFile(file);
    this.file = file;
    this.bySymbol = Map.copyOf(bySymbol);
    this.options = options;
    this.thread = Thread.ofPlatform().daemon().name("recording-reader").start(this::run);
  }

  private void run() {
    try {
      put(readAll());
    } catch (InterruptedException e) {
      queue.clear(); // canceled: nobody reads on
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      stopped.complete(null);
    }
  }

  private void fail(RuntimeException cause) {
    try {
      flush();
      put(new Failed(cause));
    } catch (InterruptedException e) {
      queue.clear(); // canceled: nobody reads on
    }
  }

  private End readAll() throws InterruptedException {
    var loops = new Loops();
    long tornLine = 0;
    for (int pass = 0; pass < options.loops(); pass++) {
      tornLine = readPass(loops, pass);
    }
    flush();
    return new End(frames, skipped, tornLine);
  }

  /** Returns the line in which the recording is torn; 0 if it is whole. */
  private long readPass(Loops loops, int pass) throws InterruptedException {
    try (var source = new FrameSource(file, bySymbol)) {
      try {
        if (pass == 0) {
          readFirst(source, loops);
        } else {
          readAgain(source, loops, pass);
        }
        return 0;
      } catch (RecordingException e) {
        if (!options.tornTailAllowed() || !e.isTornTail()) {
          throw e;
        }
        return e.line();
      } finally {
        frames += source.frames();
        skipped += source.skipped();
      }
    }
  }

  private void readFirst(FrameSource source, Loops loops) throws InterruptedException {
    boolean again = options.loops() > 1;
    for (var event = source.next(); event != null; event = source.next()) {
      if (again) {
        loops.learn(event);
      }
      add(event, source.line());
    }
  }

  private void readAgain(FrameSource source, Loops loops, int pass) throws InterruptedException {
    for (var snapshot : loops.firstSnapshots()) {
      var atStart =
          Loops.snapshotAt(
              snapshot, snapshot.sequence(), snapshot.venueNanos(), loops.startNanos());
      add(loops.shifted(atStart, pass), 0);
    }
    for (var event = source.next(); event != null; event = source.next()) {
      if (!loops.isMovedToFront(event)) {
        add(loops.shifted(event, pass), source.line());
      }
    }
  }

  private void add(MarketEvent event, long line) throws InterruptedException {
    events[size] = event;
    lines[size] = line;
    if (++size == BATCH) {
      flush();
    }
  }

  private void flush() throws InterruptedException {
    if (size > 0) {
      put(new Batch(events, lines, size));
      events = new MarketEvent[BATCH];
      lines = new long[BATCH];
      size = 0;
    }
  }

  private void put(Part part) throws InterruptedException {
    queue.put(part);
    wake();
  }

  private void wake() {
    var action = waiter.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  /** The next part; null if there is none yet. After End or Failed nothing comes. */
  public Part poll() {
    return queue.poll();
  }

  /** Waits for the next part. Not for event loops. */
  public Part take() throws InterruptedException {
    return queue.take();
  }

  /**
   * Runs an action once when a part can be had: at once if so now, otherwise on the reader's
   * thread.
   */
  public void whenAvailable(Runnable action) {
    waiter.set(action);
    if (!queue.isEmpty()) {
      wake();
    }
  }

  /** The thread that reads, while it lives; any thread. */
  public List<TaskView> tasks() {
    return thread.isAlive()
        ? List.of(
            TaskView.running(
                "recording-reader",
                file.getFileName().toString(),
                since,
                queue.size() + " of " + BATCHES_MAX + " batches read ahead"))
        : List.of();
  }

  /** Stops reading; completes when the file is closed. Idempotent. */
  public CompletionStage<Void> cancel() {
    thread.interrupt();
    return stopped.minimalCompletionStage();
  }
}
