package outcry.launcher.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import outcry.bus.async.Leftovers;
import outcry.exchange.ExchangeMarketData;
import outcry.journal.JournalConfig;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.process.StopAskedException;
import outcry.launcher.process.Stopping;
import outcry.launcher.process.Waiting;
import outcry.launcher.setup.DataDir;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.launcher.setup.Strategies;
import outcry.marketdata.Recorder;
import outcry.strategy.Placement;
import outcry.strategy.StrategyCatalog;

/** Runs on the simulated exchange until somebody stops it. */
final class LiveRun {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final RunOptions options;
  private final PrintWriter out;

  LiveRun(RunOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  int run() {
    var stopping = new Stopping(out, House.STOP_DEADLINE);
    int exitCode = ExitCode.SOFTWARE;
    try {
      exitCode = run(stopping);
    } finally {
      stopping.done(exitCode);
    }
    return exitCode;
  }

  private int run(Stopping stopping) {
    var instruments = SimulatedMarkets.instruments();
    var strategies =
        Strategies.read(
            options.strategies(),
            StrategyCatalog.installed(),
            instruments,
            Accounts.PAPER,
            Placement.ISOLATED);
    var dataDir =
        new DataDir(options.dataDir() == null ? Path.of(DataDir.DEFAULT) : options.dataDir());
    var node = House.newNode();
    stopping.watch(node);
    if (options.debug()) {
      node.bus().debug();
    }
    var house =
        new House(
            new Blueprint(
                dataDir,
                JournalConfig.Durability.POWER_LOSS,
                SimulatedMarkets.VENUE,
                instruments,
                strategies,
                Accounts.risk(options, instruments),
                Optional.empty(),
                (_, _) -> new ExchangeMarketData(node.bus()),
                recorder(dataDir),
                true,
                options),
            node,
            new Waiting(stopping.asked()));
    try {
      house.start();
      out.println("Outcry is running: http://127.0.0.1:" + house.port() + "/");
      out.println(
          strategies.size()
              + " strategies on paper accounts, data in "
              + dataDir.root()
              + "; Ctrl-C stops");
      new KeyHint(house.local(), dataDir, house.port()).print(out);
      out.flush();
      stopping.asked().join();
    } catch (StopAskedException e) {
      out.println(e.getMessage());
    } catch (RuntimeException e) {
      house.stop();
      throw e;
    }
    return stop(house);
  }

  private int stop(House house) {
    long start = System.nanoTime();
    Leftovers left = house.stop();
    out.printf("stopped in %d ms, %s%n", (System.nanoTime() - start) / 1_000_000, left);
    return left.isClean() ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private Optional<Recorder> recorder(DataDir dataDir) {
    if (!options.record()) {
      return Optional.empty();
    }
    var file = dataDir.recordings().resolve("sim-" + STAMP.format(Instant.now()) + ".ws.gz");
    try {
      Files.createDirectories(dataDir.recordings());
      return Optional.of(new Recorder(file, SimulatedMarkets.instruments()));
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "RECORDING", file + ": " + e);
    }
  }
}
