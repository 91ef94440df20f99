package outcry.launcher.run;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import outcry.bus.Addresses;
import outcry.bus.Colocated;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.bus.WallTimeline;
import outcry.journal.SqliteJournal;
import outcry.launcher.setup.JournaledStrategies;
import outcry.marketdata.MarketDataConfig;
import outcry.marketdata.MarketDataVerticle;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.order.core.OrderConfig;
import outcry.order.paper.PaperOrderEntry;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategyConfig;
import outcry.strategy.StrategyHosting;
import outcry.strategy.StrategyVerticle;
import outcry.venue.OrderEntry;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.paper.PaperConfig;

/**
 * Orders, market data and strategies on one event loop, since they talk most. The paper venue hears
 * the market first, then the order owner, then the strategies.
 */
final class Road implements Deployable {

  /** Less than what a room has to stop in all. */
  private static final Duration LAST_ANSWERS = Duration.ofMillis(700);

  private final Node node;
  private final Blueprint blueprint;
  private final SqliteJournal journal;
  private final VenueLog paperLog;
  private final List<VenueLogEntry> paperLogged;
  private Colocated parts;
  private Context context;
  private Timeline timeline;
  private MarketDataVerticle marketData;
  private TaskList.Task session;

  /**
   * @param paperLogged what {@code paperLog} held when it was opened
   */
  Road(
      Node node,
      Blueprint blueprint,
      SqliteJournal journal,
      VenueLog paperLog,
      List<VenueLogEntry> paperLogged) {
    this.node = node;
    this.blueprint = blueprint;
    this.journal = journal;
    this.paperLog = paperLog;
    this.paperLogged = List.copyOf(paperLogged);
  }

  @Override
  public Future<?> deploy(Context deployedOn) {
    context = deployedOn;
    timeline =
        blueprint
            .virtual()
            .<Timeline>map(virtual -> virtual)
            .orElseGet(() -> new WallTimeline(context, node.defects()));
    node.tasks().source(timeline::pending);
    marketData =
        new MarketDataVerticle(
            node,
            _ -> timeline,
            blueprint.session().apply(context, timeline),
            MarketDataConfig.of(blueprint.venue(), blueprint.instruments().all()),
            new SplittableRandom(blueprint.options().seed()),
            blueprint.recorder());
    parts = new Colocated(List.of(orders(), marketData, strategies()));
    return parts.deploy(context);
  }

  private OrderVerticle orders() {
    var partitions =
        IntStream.range(0, Accounts.PARTITIONS)
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    return new OrderVerticle(
        node,
        _ -> timeline,
        journal,
        blueprint.instruments(),
        Map.of(blueprint.venue(), _ -> paperVenue()),
        new OrderSetup(
                "node-" + ProcessHandle.current().pid(),
                partitions,
                Accounts.PARTITIONS,
                OrderConfig.of(blueprint.risk().limits(), blueprint.risk().rules())
                    .with(ReconcileRules.of(blueprint.options().reconcile(), Accounts.PAPER)))
            .withLastAnswers(blueprint.virtual().isPresent() ? Duration.ZERO : LAST_ANSWERS));
  }

  private OrderEntry paperVenue() {
    var entry =
        new PaperOrderEntry(
            node,
            timeline,
            PaperConfig.of(blueprint.venue()),
            blueprint.instruments(),
            paperLogged,
            paperLog);
    session = node.tasks().begin("session", "paper venue for " + blueprint.venue());
    entry.open().onFailure(failure -> node.defects().report("paper venue", failure));
    return entry;
  }

  private StrategyVerticle strategies() {
    return new StrategyVerticle(
        node,
        _ -> timeline,
        blueprint.instruments(),
        StrategyCatalog.installed(),
        hosting(),
        blueprint.strategies());
  }

  /** A replay begins anew each time: nothing is kept. */
  private StrategyHosting hosting() {
    var config = StrategyConfig.of(Accounts.PARTITIONS);
    return blueprint.virtual().isPresent()
        ? StrategyHosting.of(config)
        : StrategyHosting.of(config, new JournaledStrategies(journal));
  }

  Context context() {
    return context;
  }

  MarketDataVerticle marketData() {
    return marketData;
  }

  /** Tells everybody the latest of the market now; on the road's context. */
  void publishTop() {
    node.bus().publish(Addresses.MARKET_TOP, marketData.streams().top(timeline.nowNanos()));
  }

  @Override
  public Future<?> undeploy(Context deployedOn) {
    return parts
        .undeploy(deployedOn)
        .onComplete(
            _ -> {
              if (session != null) {
                session.done();
              }
            });
  }
}
