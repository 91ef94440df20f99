package outcry.launcher.run;

import io.vertx.core.Deployable;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.ProcessMeters;
import outcry.bus.WallTimeline;
import outcry.bus.async.Leftovers;
import outcry.bus.async.Shutdown;
import outcry.exchange.ExchangeVerticle;
import outcry.gateway.GatewayConfig;
import outcry.gateway.GatewayVerticle;
import outcry.gateway.api.BacktestDesk;
import outcry.journal.DatabaseRefusedException;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.LocalAccess;
import outcry.launcher.backtest.Backtests;
import outcry.launcher.process.OpenFiles;
import outcry.launcher.process.Rooms;
import outcry.launcher.process.StopAskedException;
import outcry.launcher.process.StopClock;
import outcry.launcher.process.Waiting;
import outcry.launcher.setup.AuditWatch;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.position.PositionConfig;
import outcry.position.PositionVerticle;
import outcry.venue.log.FileVenueLog;
import outcry.venue.log.VenueLogException;
import outcry.venue.simulated.ExchangeConfig;

/** All rooms in one process. Readers start before writers and stop after them. Main thread only. */
final class House {

  static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

  /** Less than the deadline, so that the last word is still said. */
  private static final Duration STOP_MAX = Duration.ofMillis(4_500);

  private static final Duration ROOMS_STOP_MAX = Duration.ofSeconds(3);
  private static final Duration SETTLE_MAX = Duration.ofMillis(500);
  private static final String LOOPBACK = "127.0.0.1";

  private final Blueprint blueprint;
  private final Node node;
  private final Waiting waiting;
  private final Rooms rooms;
  private final OpenFiles files;
  private SqliteJournal journal;
  private Road road;
  private PositionVerticle positions;
  private GatewayVerticle gateway;
  private LocalAccess local;

  /** The node comes first: recordings' clocks and sessions report their defects to it. */
  House(Blueprint blueprint, Node node, Waiting waiting) {
    this.blueprint = blueprint;
    this.node = node;
    this.waiting = waiting;
    this.rooms = new Rooms(node, waiting);
    this.files = new OpenFiles(node);
  }

  static Node newNode() {
    var metrics = new Metrics();
    ProcessMeters.addTo(metrics);
    return Node.over(Node.vertx(new VertxOptions(), metrics).build(), metrics);
  }

  /**
   * Starts everything; however this ends, {@link #stop} must follow.
   *
   * @throws FatalException if anything cannot start
   * @throws StopAskedException if somebody asked to stop meanwhile
   */
  void start() {
    waiting.goOn("the start");
    openFiles();
    positions =
        new PositionVerticle(
            node,
            journal,
            blueprint.instruments(),
            PositionConfig.of(Accounts.PARTITIONS, Set.copyOf(Accounts.PAPER)));
    deploy("audit", new AuditWatch(node, journal));
    deploy("positions", positions);
    if (blueprint.exchange()) {
      deploy("exchange", exchange());
    }
    road = newRoad();
    deploy("orders, market data and strategies", road);
    local = LocalAccess.of(blueprint.dataDir(), journal);
    gateway =
        new GatewayVerticle(
            node,
            new GatewayConfig(
                LOOPBACK,
                blueprint.options().httpPort(),
                Accounts.PARTITIONS,
                Accounts.PAPER,
                blueprint.instruments()),
            journal,
            local.access(),
            Optional.empty(),
            backtests());
    deploy("gateway", gateway);
  }

  /** A replay makes none: it may be one. */
  private Optional<BacktestDesk> backtests() {
    if (blueprint.virtual().isPresent()) {
      return Optional.empty();
    }
    var dataDir = blueprint.dataDir();
    var desk = new Backtests(List.of(dataDir.imports(), dataDir.recordings()), dataDir.backtests());
    files.add("backtests", desk);
    return Optional.of(desk);
  }

  private void openFiles() {
    var dataDir = blueprint.dataDir();
    try {
      Files.createDirectories(dataDir.root());
    } catch (IOException e) {
      throw new FatalException(
          ExitCode.CONFIG, "DATA_DIR", dataDir.root() + " cannot be made: " + e);
    }
    try {
      var opened =
          SqliteJournal.open(
              dataDir.database(), JournalConfig.DEFAULT.with(blueprint.durability()));
      node.tasks().source(opened::tasks);
      journal = opened;
    } catch (DatabaseRefusedException e) {
      boolean inUse = e.reason() == DatabaseRefusedException.Reason.DATABASE_IN_USE;
      throw new FatalException(
          inUse ? ExitCode.IN_USE : ExitCode.CONFIG,
          e.reason().name(),
          e.getMessage().substring(e.reason().name().length() + 2));
    }
    files.add("journal", journal);
    var opened = journal;
    node.metrics().gauge("journal_events", () -> opened.stats().events());
    node.metrics().gauge("journal_commits", () -> opened.stats().commits());
    node.metrics().gauge("journal_refused", () -> opened.stats().refused());
    node.metrics().gauge("journal_queued", () -> opened.stats().queued());
    blueprint
        .recorder()
        .ifPresent(recorder -> node.metrics().gauge("recording_dropped_frames", recorder::dropped));
  }

  /** A replay that leaves nothing behind has no venue log to be recovered from. */
  private Road newRoad() {
    if (blueprint.durability() == JournalConfig.Durability.PROCESS_DEATH) {
      var done = CompletableFuture.<Void>completedStage(null);
      return new Road(node, blueprint, journal, _ -> done, List.of());
    }
    var log = venueLog(blueprint.dataDir().paperLog());
    return new Road(node, blueprint, journal, log, log.recovered());
  }

  private FileVenueLog venueLog(java.nio.file.Path file) {
    try {
      var log = FileVenueLog.open(file, true);
      files.add(file.getFileName().toString(), log);
      node.tasks().source(log::tasks);
      return log;
    } catch (IOException e) {
      throw new FatalException(ExitCode.CONFIG, "VENUE_LOG", file + ": " + e);
    } catch (VenueLogException e) {
      throw new FatalException(ExitCode.DATA, "VENUE_LOG", e.getMessage());
    }
  }

  private ExchangeVerticle exchange() {
    var log = venueLog(blueprint.dataDir().exchangeLog());
    return new ExchangeVerticle(
        node,
        ExchangeConfig.standard(SimulatedMarkets.VENUE, List.of()),
        SimulatedMarkets.instruments(),
        SimulatedMarkets.agents(),
        new SplittableRandom(blueprint.options().seed()),
        log.recovered(),
        log);
  }

  private void deploy(String what, Deployable room) {
    try {
      rooms.deploy(what, room);
    } catch (IllegalArgumentException e) {
      // the journal holds orders of instruments that this run does not know
      throw new FatalException(
          ExitCode.CONFIG,
          "DATA_DIR",
          blueprint.dataDir().root()
              + " is of another market, use another --data-dir: "
              + e.getMessage());
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof BindException) {
        throw new FatalException(
            ExitCode.UNAVAILABLE,
            "PORT_IN_USE",
            blueprint.options().httpPort() + " is taken; use --http-port with another one");
      }
      throw e;
    }
  }

  /**
   * Stops in reverse order and closes the files, all of it within {@link #STOP_MAX}. Safe to call
   * again, and before everything has started.
   *
   * @return what was still pending
   */
  Leftovers stop() {
    var clock = StopClock.of(STOP_MAX, node.defects());
    rooms.undeployAll(clock.part(ROOMS_STOP_MAX));
    var left = settle(clock);
    files.closeAll(clock);
    clock.await("closing the event loops", node.close());
    return left.isClean() ? Leftovers.now(node.inFlight(), node.tasks()) : left;
  }

  private Leftovers settle(StopClock clock) {
    var context = node.vertx().getOrCreateContext();
    var timeline = new WallTimeline(context, node.defects());
    var shutdown = new Shutdown(node.inFlight(), node.tasks(), timeline);
    clock.await("settling", shutdown.settle(SETTLE_MAX));
    return Leftovers.now(node.inFlight(), node.tasks());
  }

  outcry.model.Instruments instruments() {
    return blueprint.instruments();
  }

  Journal journal() {
    return journal;
  }

  Road road() {
    return road;
  }

  PositionVerticle positions() {
    return positions;
  }

  int port() {
    return gateway.port();
  }

  /** The key that whoever started this may use. */
  LocalAccess local() {
    return local;
  }
}
