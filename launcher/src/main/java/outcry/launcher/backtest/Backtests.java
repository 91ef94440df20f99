package outcry.launcher.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import outcry.gateway.api.BacktestDesk;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/**
 * One backtest after another, each in a process of its own: one that hangs or runs out of memory
 * harms nothing else, and can be killed. Thread-safe.
 */
public final class Backtests implements BacktestDesk, AutoCloseable {

  private final ImportFolder folder;
  private final Path reports;
  private final BacktestCheck check = new BacktestCheck();
  private final ExecutorService asking = Executors.newSingleThreadExecutor(daemon("backtest desk"));
  private final ExecutorService running = Executors.newSingleThreadExecutor(daemon("backtests"));

  // all guarded by this
  private final Map<String, Backtest> all = new LinkedHashMap<>();
  private final Map<String, ChildReplay> children = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @param folders where recordings may lie
   * @param reports where the reports are written; made when first needed
   */
  public Backtests(List<Path> folders, Path reports) {
    this.folder = new ImportFolder(List.copyOf(folders));
    this.reports = reports;
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().name(name).daemon().factory();
  }

  @Override
  public CompletionStage<List<Backtest>> start(String search, List<Ask> asks) {
    return CompletableFuture.supplyAsync(
        () -> {
          asks.forEach(ask -> check.check(ask, folder.resolve(ask.recording())));
          return queue(search, asks);
        },
        asking);
  }

  private synchronized List<Backtest> queue(String search, List<Ask> asks) {
    long waiting = all.values().stream().filter(one -> one.state() == State.QUEUED).count();
    if (closed || waiting + asks.size() > QUEUED_MAX) {
      throw new ProblemException(
          new Problem(503, "OVERLOADED", waiting + " backtests wait already"));
    }
    var queued = new ArrayList<Backtest>();
    for (var ask : asks) {
      var id = "b-" + UUID.randomUUID().toString().substring(0, 8);
      var one = new Backtest(id, search, ask, State.QUEUED, 0, now(), 0, 0, "", "");
      all.put(id, one);
      queued.add(one);
      running.execute(() -> run(id));
    }
    return queued;
  }

  private void run(String id) {
    var report = reports.resolve(id + ".json");
    try {
      var child = begin(id, report);
      if (child == null) {
        return; // canceled before its turn
      }
      var error =
          child.follow(frames -> change(id, one -> with(one, State.RUNNING, frames, "", "")));
      var text = error.isEmpty() ? Files.readString(report) : "";
      var state = error.isEmpty() ? State.DONE : State.FAILED;
      change(id, one -> with(one, state, one.frames(), error, text));
    } catch (IOException | ProblemException e) {
      change(id, one -> with(one, State.FAILED, one.frames(), e.toString(), ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      change(id, one -> with(one, State.CANCELED, one.frames(), "shut down", ""));
    } finally {
      ended(id, report);
    }
  }

  private synchronized ChildReplay begin(String id, Path report) throws IOException {
    var backtest = all.get(id);
    if (closed || backtest.state() != State.QUEUED) {
      return null;
    }
    Files.createDirectories(reports);
    var ask = backtest.ask();
    var child = ChildReplay.start(ask, folder.resolve(ask.recording()), report);
    children.put(id, child);
    change(id, one -> with(one, State.RUNNING, 0, "", ""));
    return child;
  }

  /** Nothing changes what has ended. */
  private synchronized void change(String id, UnaryOperator<Backtest> how) {
    all.computeIfPresent(id, (_, one) -> one.endedNanos() == 0 ? how.apply(one) : one);
  }

  private static Backtest with(
      Backtest one, State state, long frames, String error, String report) {
    boolean over = state != State.QUEUED && state != State.RUNNING;
    return new Backtest(
        one.id(),
        one.search(),
        one.ask(),
        state,
        frames,
        one.createdNanos(),
        one.startedNanos() == 0 && state == State.RUNNING ? now() : one.startedNanos(),
        over ? now() : 0,
        error,
        report);
  }

  private void ended(String id, Path report) {
    synchronized (this) {
      children.remove(id);
      var old = new ArrayDeque<String>();
      all.values().stream()
          .filter(one -> one.endedNanos() != 0)
          .map(Backtest::id)
          .forEach(old::add);
      while (old.size() > KEPT_MAX) {
        all.remove(old.removeFirst());
      }
    }
    try {
      Files.deleteIfExists(report); // it is kept here
    } catch (IOException e) {
      change(id, one -> with(one, State.FAILED, one.frames(), e.toString(), ""));
    }
  }

  @Override
  public synchronized List<Backtest> list() {
    return new ArrayList<>(all.values()).reversed();
  }

  @Override
  public synchronized Optional<Backtest> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public synchronized void cancel(String id) {
    change(id, one -> with(one, State.CANCELED, one.frames(), "", ""));
    var child = children.get(id);
    if (child != null) {
      child.kill();
    }
  }

  @Override
  public CompletionStage<List<String>> recordings() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return folder.names();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        asking);
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
  }

  /** Kills what runs; what waits is forgotten. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      children.values().forEach(ChildReplay::kill);
    }
    asking.shutdown();
    running.shutdown();
  }
}
