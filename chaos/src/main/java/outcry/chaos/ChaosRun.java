package outcry.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import outcry.chaos.audit.Audit;
import outcry.chaos.audit.Counts;
import outcry.chaos.audit.ExchangeTruth;
import outcry.chaos.audit.JournalTruth;
import outcry.chaos.client.ClientLog;
import outcry.chaos.client.Gateways;
import outcry.chaos.client.LoadClient;
import outcry.chaos.process.ChaosDatabase;

/**
 * One run: a cluster of real processes is started, loaded and hurt; then everything works again,
 * and once nothing is under way any more the auditor counts. Blocks.
 */
public final class ChaosRun {

  /** From the last fault to the last answer; beyond it what is unknown stays unknown. */
  private static final Duration SETTLE = Duration.ofSeconds(90);

  private static final Duration RECOVER = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 500;

  private final ChaosSetup setup;
  private final ChaosDatabase database;
  private final Path folder;
  private final Consumer<String> told;

  /**
   * @param database empty; stays its owner's to close
   * @param folder for configuration and logs
   * @param told hears what is being done, line by line
   */
  public ChaosRun(ChaosSetup setup, ChaosDatabase database, Path folder, Consumer<String> told) {
    this.setup = setup;
    this.database = database;
    this.folder = folder;
    this.told = told;
  }

  /** Faults at random for as long as the setup says, each kind once before one comes again. */
  public ChaosReport atRandom() throws InterruptedException {
    var order = new Random(setup.seed());
    var round = new ArrayDeque<Fault>();
    long end = System.nanoTime() + setup.duration().toNanos();
    return run(
        () -> {
          if (System.nanoTime() - end > 0) {
            return Optional.empty();
          }
          if (round.isEmpty()) {
            var all = new ArrayList<>(List.of(Fault.values()));
            all.removeIf(fault -> fault.isOfDatabase() && !database.isOurs());
            Collections.shuffle(all, order);
            round.addAll(all);
          }
          return Optional.of(round.poll());
        });
  }

  /** The faults that a short run has time for, each once. */
  public ChaosReport brief() throws InterruptedException {
    return these(Fault.SHORT);
  }

  /** These faults, one after the other. */
  public ChaosReport these(List<Fault> chosen) throws InterruptedException {
    Deque<Fault> faults = new ArrayDeque<>(chosen);
    return run(() -> Optional.ofNullable(faults.poll()));
  }

  @FunctionalInterface
  private interface Plan {
    Optional<Fault> next();
  }

  private ChaosReport run(Plan plan) throws InterruptedException {
    var random = new SplittableRandom(setup.seed());
    var log = new ClientLog();
    try (var cluster = new ClusterUnderTest(folder, NodePlan.standard(), setup, database);
        var gateways = new Gateways(cluster.gateways(), ChaosKey.make(database))) {
      cluster.plans().forEach(node -> cluster.start(node.name()));
      for (var node : cluster.plans()) {
        Readiness.await(cluster, node.name());
      }
      told.accept("all nodes are ready");
      var load =
          new LoadClient(
              gateways,
              log,
              setup.accounts(),
              setup.ordersPerSecond(),
              "c" + setup.seed(),
              random.split());
      var failovers = new Failovers(log);
      var nemesis =
          new Nemesis(cluster, database, gateways, failovers, setup, random.split(), told);
      load.start();
      awaitAcknowledgements(log, cluster);
      for (var fault = plan.next(); fault.isPresent(); fault = plan.next()) {
        nemesis.make(fault.get());
        nemesis.end();
        awaitAcknowledgements(log, cluster);
      }
      told.accept("no more faults; " + load.begun() + " orders begun");
      if (!load.finish(SETTLE.toMillis())) {
        told.accept("some orders were never told anything definite");
      }
      var counts = settled(cluster, log);
      return new ChaosReport(nemesis.faults(), counts, failovers.millis(), log.refusals());
    }
  }

  /** I26: every account is served again. */
  private void awaitAcknowledgements(ClientLog log, ClusterUnderTest cluster)
      throws InterruptedException {
    long from = System.nanoTime();
    for (var account : setup.accounts()) {
      while (log.firstAfter(account, from).isEmpty()) {
        if (System.nanoTime() - from > RECOVER.toNanos()) {
          cluster.dumpThreads();
          throw new ChaosException(
              "orders of "
                  + account
                  + " are not acknowledged any more, but told "
                  + log.lastTold(account)
                  + "; see "
                  + folder);
        }
        for (var plan : cluster.plans()) {
          if (!cluster.isRunning(plan.name())) {
            throw new ChaosException(
                plan.name()
                    + " ended with "
                    + cluster.exitStatus(plan.name())
                    + "; see "
                    + cluster.log(plan.name()));
          }
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
    told.accept(
        "every account is served, "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)
            + " ms later");
  }

  /** Audits until nothing is under way any more, or the time for that is over. */
  private Counts settled(ClusterUnderTest cluster, ClientLog log) throws InterruptedException {
    long end = System.nanoTime() + SETTLE.toNanos();
    while (true) {
      var counts = audit(cluster, log);
      if (counts.isGood() || System.nanoTime() - end > 0) {
        return counts;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private Counts audit(ClusterUnderTest cluster, ClientLog log) {
    try (var connection = database.connect()) {
      var exchange = ExchangeTruth.read(cluster.exchangeLog());
      return Audit.compare(exchange, JournalTruth.read(connection), log.entries());
    } catch (SQLException | IOException e) {
      throw new ChaosException("the logs could not be read: " + e.getMessage(), e);
    }
  }
}
