package outcry.launcher.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.bus.async.Leftovers;
import outcry.journal.JournalConfig;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.process.StopAskedException;
import outcry.launcher.process.Stopping;
import outcry.launcher.process.Waiting;
import outcry.launcher.setup.DataDir;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.launcher.setup.Strategies;
import outcry.marketdata.ReplayResult;
import outcry.marketdata.ReplaySession;
import outcry.marketdata.recording.RecordingException;
import outcry.marketdata.recording.RecordingMarket;
import outcry.marketdata.recording.RecordingReader;
import outcry.model.Instruments;
import outcry.position.PositionAudit;
import outcry.strategy.Placement;
import outcry.strategy.StrategyCatalog;

/** Runs the whole road on a recording, on the recording's own clock. */
final class ReplayRun {

  private static final Duration CATCH_UP_MAX = Duration.ofSeconds(60);

  /** After the last frame: what is still on its way to the paper venue and back. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private static final long PROGRESS_MILLIS = 100;

  private final RunOptions options;
  private final PrintWriter out;
  private final Stopping stopping;
  private final Waiting waiting;
  private final Node node;
  private ReplaySession session;
  private volatile long shown;

  ReplayRun(RunOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
    this.stopping = new Stopping(out, House.STOP_DEADLINE);
    this.waiting = new Waiting(stopping.asked());
    this.node = House.newNode();
    stopping.watch(node);
    if (options.debug()) {
      node.bus().debug();
    }
  }

  int run() {
    int exitCode = ExitCode.SOFTWARE;
    Path scratch = null;
    try {
      requireWritableReport();
      scratch = options.dataDir() == null ? newScratch() : null;
      exitCode = run(scratch == null ? options.dataDir() : scratch);
    } catch (RecordingException e) {
      throw fatal(e);
    } finally {
      remove(scratch);
      stopping.done(exitCode);
    }
    return exitCode;
  }

  private int run(Path dataDir) {
    var market =
        RecordingMarket.of(
            options.replay(), SimulatedMarkets.instruments().all(), options.tornTailAllowed());
    var instruments = new Instruments(market.bySymbol().values());
    var strategies =
        Strategies.read(
            options.strategies(),
            StrategyCatalog.installed(),
            instruments,
            Accounts.PAPER,
            Placement.CO_LOCATED);
    var timeline = new VirtualTimeline(market.firstNanos(), node.defects());
    var reading =
        new ReplaySession.Options(
            new RecordingReader.Options(options.loops(), market.own() || options.tornTailAllowed()),
            options.speed().factor(),
            SETTLE);
    var house =
        new House(
            new Blueprint(
                new DataDir(dataDir),
                options.dataDir() == null
                    ? JournalConfig.Durability.PROCESS_DEATH
                    : JournalConfig.Durability.POWER_LOSS,
                instruments.all().getFirst().venue(),
                instruments,
                strategies,
                Accounts.risk(options, instruments),
                Optional.of(timeline),
                (context, _) ->
                    session =
                        new ReplaySession(
                            node, context, timeline, options.replay(), market.bySymbol(), reading),
                Optional.empty(),
                false,
                options),
            node,
            waiting);
    Optional<ReplayReport> report;
    try {
      house.start();
      out.println("Replaying " + options.replay() + ": http://127.0.0.1:" + house.port() + "/");
      new KeyHint(house.local(), new DataDir(dataDir), house.port()).print(out);
      out.flush();
      report = Optional.of(report(house, replay(house)));
      if (!options.exitAtEnd()) {
        goOn(house, report.get());
      }
    } catch (StopAskedException e) {
      out.println(e.getMessage() + "; there is no report");
      report = Optional.empty();
    } catch (RuntimeException e) {
      house.stop();
      throw e;
    }
    return stop(house, report);
  }

  private void goOn(House house, ReplayReport report) {
    report.print(out);
    house.road().context().runOnContext(_ -> session.goOn());
    out.println("At the end of the recording; still serving. Ctrl-C stops");
    out.flush();
    stopping.asked().join();
  }

  private ReplayResult replay(House house) {
    var ended = new CompletableFuture<ReplayResult>();
    var context = house.road().context();
    context.runOnContext(
        _ -> {
          session.nameGaps(() -> house.road().marketData().streams().gaps());
          session.start().onSuccess(ended::complete).onFailure(ended::completeExceptionally);
        });
    try (var terminal = new Terminal(out, options.replay().getFileName().toString())) {
      while (true) {
        try {
          var first = CompletableFuture.anyOf(ended, stopping.asked());
          first.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
          if (!ended.isDone()) {
            throw new StopAskedException("the replay");
          }
          return ended.join();
        } catch (TimeoutException e) {
          context.runOnContext(_ -> shown = session.events());
          terminal.show(shown);
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("the replay failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FatalException(ExitCode.SOFTWARE, "INTERRUPTED", "interrupted during the replay");
    }
  }

  private ReplayReport report(House house, ReplayResult result) {
    var road = house.road();
    var snapshot = new Snapshot(node.bus(), road.context(), waiting);
    var streams =
        snapshot.ask(
            "market",
            () -> {
              road.publishTop();
              return io.vertx.core.Future.succeededFuture(road.marketData().streams());
            });
    var orders = snapshot.orders();
    for (var partition : orders.partitions()) {
      waiting.await(
          "positions catching up",
          CATCH_UP_MAX,
          house.positions().caughtUp(partition.partition(), partition.sequence()));
    }
    var report = new ReplayReport(options.replay().toString(), result, streams.counts());
    report.market(streams.top(result.lastNanos()).symbols(), house.instruments());
    report.orders(orders.byStatus(), orders.fills());
    report.positions(snapshot.positions(), house.instruments());
    report.journal(house.journal().stats());
    report.invariants(violations(house));
    report.latencies(node.metrics());
    report.speed(result.wallNanos(), result.frames());
    result.gaps().forEach(out::println);
    if (result.tornLine() > 0) {
      out.println(
          options.replay()
              + ":"
              + result.tornLine()
              + ": TORN: the recording ends in the middle of this line; all before it was"
              + " replayed");
    }
    return report;
  }

  private List<String> violations(House house) {
    var found = new ArrayList<String>();
    waiting
        .await("checking the journal", CATCH_UP_MAX, house.journal().verify())
        .forEach(violation -> found.add(violation.invariant() + ": " + violation.detail()));
    found.addAll(
        waiting.await(
            "checking positions",
            CATCH_UP_MAX,
            new PositionAudit(house.journal(), Accounts.PARTITIONS).check()));
    node.metrics().registry().find("invariant_violations_total").counters().stream()
        .filter(counter -> counter.count() > 0)
        .forEach(
            counter ->
                found.add(counter.getId().getTag("id") + ": seen " + (long) counter.count()));
    return found;
  }

  private int stop(House house, Optional<ReplayReport> report) {
    Leftovers left = house.stop();
    report.ifPresent(
        written -> {
          written.pending(left.count());
          if (options.exitAtEnd()) {
            written.print(out);
          }
          if (options.report() != null) {
            written.write(options.report());
          }
        });
    out.println("stopped, " + left);
    boolean good =
        report.map(written -> written.json().path("invariantViolations").asInt() == 0).orElse(true);
    return left.isClean() && good ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private static FatalException fatal(RecordingException e) {
    var message = e.getMessage().replace(e.code() + ": ", "");
    return new FatalException(
        switch (e.code()) {
          case FILE_NOT_FOUND, NOT_A_FILE, READ_FAILED -> ExitCode.NO_INPUT;
          case EMPTY,
              TRUNCATED_GZIP,
              CORRUPT_GZIP,
              TRUNCATED_LINE,
              NOT_A_FRAME,
              LINE_TOO_LONG,
              FRAME_ORDER,
              DECODE ->
              ExitCode.DATA;
        },
        e.code().name(),
        message);
  }

  private void requireWritableReport() {
    if (options.report() == null) {
      return;
    }
    var folder = options.report().toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)
        || !Files.isWritable(folder)
        || Files.isDirectory(options.report())) {
      throw new FatalException(
          ExitCode.CONFIG, "REPORT", options.report() + " cannot be written there");
    }
  }

  private static Path newScratch() {
    try {
      return Files.createTempDirectory("outcry-replay");
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "DATA_DIR", "no temporary directory: " + e);
    }
  }

  private static void remove(Path scratch) {
    if (scratch == null) {
      return;
    }
    try {
      Files.walkFileTree(
          scratch,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new FatalException(
          ExitCode.SOFTWARE, "DATA_DIR", scratch + " could not be removed: " + e);
    }
  }
}
