package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.bus.VirtualTimeline;
import outcry.marketdata.recording.RecordingReader;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.venue.MarketDataSession;

/**
 * A recording as a venue session, and the driver of the recording's clock: for each frame the
 * timers due by then run, the clock moves, the frame is handed over, and the next waits until
 * everything it caused has been dealt with. So a replay gives the same at any speed. Nothing moves
 * before {@link #start}. One event loop.
 */
public final class ReplaySession implements MarketDataSession {

  /** At most this many gaps are named in the result; all are counted by the streams. */
  static final int GAPS_NAMED_MAX = 20;

  /** After so many events the event loop may do something else. */
  private static final int TURN_MAX = 256;

  private static final long TICK_MILLIS = 10;

  /**
   * What is replayed and how.
   *
   * @param speed times the recording's own pace; 0 for as fast as possible
   * @param settle how long the clock runs on after the last frame, for what is still to come of it
   */
  public record Options(RecordingReader.Options reading, double speed, Duration settle) {

    public static final double MAX = 0;

    public Options {
      if (!(speed >= 0) || Double.isInfinite(speed) || settle.isNegative()) {
        throw new IllegalArgumentException("speed and settle must not be negative");
      }
    }
  }

  private final Node node;
  private final Context context;
  private final VirtualTimeline timeline;
  private final Path file;
  private final RecordingReader reader;
  private final Options options;
  private final TaskList.Task task;
  private final Promise<ReplayResult> end = Promise.promise();
  private final List<String> gaps = new ArrayList<>();

  private Listener listener;
  private LongSupplier gapCount = () -> 0;
  private long gapsSeen;
  private RecordingReader.Batch batch;
  private int index;
  private RecordingReader.End ended;
  private boolean started;
  private boolean closed;
  private long events;
  private long firstNanos;
  private long lastNanos;
  private long startedAt;
  private long ticker = -1;

  /**
   * Begins to read ahead.
   *
   * @param context the event loop of everything that uses the timeline
   * @throws outcry.marketdata.recording.RecordingException if there is no such file
   */
  public ReplaySession(
      Node node,
      Context context,
      VirtualTimeline timeline,
      Path file,
      Map<String, Instrument> bySymbol,
      Options options) {
    this.node = node;
    this.context = context;
    this.timeline = timeline;
    this.file = file;
    this.options = options;
    this.reader = new RecordingReader(file, bySymbol, options.reading());
    this.task = node.tasks().begin("replay", file.getFileName().toString());
    node.tasks().source(reader::tasks);
  }

  /** Where gaps are counted, so that their places in the file can be named. */
  public void nameGaps(LongSupplier count) {
    gapCount = count;
  }

  @Override
  public CompletionStage<Void> open(Listener to) {
    listener = to;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> subscribe(Set<String> symbols) {
    return CompletableFuture.completedStage(null); // a recording holds what it holds
  }

  @Override
  public CompletionStage<Void> requestSnapshot(String symbol) {
    return CompletableFuture.completedStage(null); // a recording brings its snapshots by itself
  }

  /**
   * Sets the replay going; on the event loop, after {@link #open}.
   *
   * @return completes at the end of the recording when nothing is left in flight; fails if the
   *     recording cannot be read on
   */
  public Future<ReplayResult> start() {
    if (listener == null) {
      throw new IllegalStateException("nobody has opened this session");
    }
    if (!started) {
      started = true;
      startedAt = System.nanoTime();
      whenIdle();
    }
    return end.future();
  }

  /** Events handed over so far. */
  public long events() {
    return events;
  }

  private void whenIdle() {
    node.inFlight().whenIdle(() -> context.runOnContext(_ -> run()));
  }

  private void run() {
    try {
      pump();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void pump() {
    InFlight inFlight = node.inFlight();
    for (int turn = 0; !closed; turn++) {
      if (!inFlight.isIdle()) {
        whenIdle();
        return;
      }
      if (turn == TURN_MAX) {
        again();
        return;
      }
      if (!step()) {
        return;
      }
    }
  }

  private void again() {
    context.runOnContext(_ -> run());
  }

  /** Moves by one timer or one event; false if there is none to be had now. */
  private boolean step() {
    if (ended == null && (batch == null || index == batch.size()) && !nextBatch()) {
      return false;
    }
    long next = ended == null ? batch.events()[index].receivedNanos() : settledNanos();
    if (timeline.nextTimerNanos() <= next) {
      timeline.runNext();
      return true;
    }
    if (ended != null) {
      finish();
      return false;
    }
    if (events > 0 && mustWait(next)) {
      return false;
    }
    handOver(batch.events()[index], next);
    return true;
  }

  private boolean nextBatch() {
    switch (reader.poll()) {
      case null -> {
        reader.whenAvailable(() -> context.runOnContext(_ -> run()));
        return false;
      }
      case RecordingReader.Batch more -> {
        batch = more;
        index = 0;
      }
      case RecordingReader.End all -> ended = all;
      case RecordingReader.Failed failed -> {
        fail(failed.cause());
        return false;
      }
    }
    return true;
  }

  private void handOver(MarketEvent event, long atNanos) {
    if (events == 0) {
      firstNanos = atNanos;
    }
    lastNanos = atNanos;
    timeline.advanceTo(atNanos);
    listener.onEvent(event);
    events++;
    long line = batch.lines()[index];
    index++;
    long gapsNow = gapCount.getAsLong();
    if (gapsNow != gapsSeen) {
      gapsSeen = gapsNow;
      if (gaps.size() < GAPS_NAMED_MAX) {
        gaps.add(file + ":" + line + ": GAP: updates of " + event.symbol() + " are missing");
      }
    }
  }

  /** With a pace: true if it is too early for an event of that time, and a wake-up has been set. */
  private boolean mustWait(long eventNanos) {
    if (options.speed() == Options.MAX) {
      return false;
    }
    double dueNanos = (eventNanos - firstNanos) / options.speed();
    long millis = TimeUnit.NANOSECONDS.toMillis((long) dueNanos - (System.nanoTime() - startedAt));
    if (millis < 1) {
      return false;
    }
    context.owner().setTimer(millis, _ -> context.runOnContext(_ -> run()));
    return true;
  }

  private long settledNanos() {
    return lastNanos + options.settle().toNanos();
  }

  private void finish() {
    timeline.advanceTo(settledNanos());
    closed = true;
    task.done();
    end.tryComplete(
        new ReplayResult(
            ended.frames(),
            ended.skipped(),
            firstNanos,
            lastNanos,
            System.nanoTime() - startedAt,
            ended.tornLine(),
            List.copyOf(gaps)));
  }

  /**
   * After the end: the clock goes on at its own pace, so that what people still do is carried out.
   * On the event loop, once.
   */
  public void goOn() {
    long wall = System.nanoTime();
    long from = timeline.nowNanos();
    ticker =
        context
            .owner()
            .setPeriodic(
                TICK_MILLIS,
                _ -> context.runOnContext(_ -> tickTo(from + System.nanoTime() - wall)));
  }

  private void tickTo(long toNanos) {
    while (timeline.nextTimerNanos() <= toNanos) {
      timeline.runNext();
    }
    timeline.advanceTo(toNanos);
  }

  private void fail(Throwable cause) {
    closed = true;
    task.failed(cause);
    end.tryFail(cause);
    reader
        .cancel()
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                node.defects().report("replay reader", failure);
              }
            });
  }

  @Override
  public CompletionStage<Void> close() {
    closed = true;
    context.owner().cancelTimer(ticker);
    task.canceled();
    end.tryFail("the replay was stopped");
    return reader.cancel();
  }
}
