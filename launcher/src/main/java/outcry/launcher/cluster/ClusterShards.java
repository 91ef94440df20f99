package outcry.launcher.cluster;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.bus.WallTimeline;
import outcry.cluster.RoleSetup;
import outcry.exchange.ExchangeMarketData;
import outcry.exchange.ExchangeOrderEntry;
import outcry.launcher.setup.DataDir;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.marketdata.MarketDataConfig;
import outcry.marketdata.MarketDataVerticle;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.order.core.OrderConfig;
import outcry.order.core.risk.House;
import outcry.position.PositionConfig;
import outcry.position.PositionVerticle;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategyConfig;
import outcry.strategy.StrategyHosting;
import outcry.strategy.StrategyVerticle;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.simulated.ExchangeConfig;
import outcry.venue.simulated.SimulatedExchange;

/** Makes the owners of shards: what a house of one process has once, once for each shard. */
final class ClusterShards {

  /** As much as a move may take without being seen. */
  private static final Duration LAST_ANSWERS = Duration.ofMillis(300);

  private final Node node;
  private final Blueprint blueprint;
  private final ClusterOptions options;
  private final ClusterDatabase database;
  private final Function<Context, Timeline> timelines;
  private final IntSupplier sharers;
  private final Capabilities capabilities;

  /** Follows every symbol, and publishes those whose leases this node's instances hold. */
  private final Optional<MarketDataVerticle> feed;

  /** By instance, so as many as this node ever ran. */
  private final Map<String, House> houses = new ConcurrentHashMap<>();

  /**
   * @param sharers how many instances of the order role share the house's rates by now
   */
  ClusterShards(
      Node node,
      Blueprint blueprint,
      ClusterOptions options,
      ClusterDatabase database,
      IntSupplier sharers) {
    this.sharers = sharers;
    this.node = node;
    this.blueprint = blueprint;
    this.options = options;
    this.database = database;
    this.timelines = context -> new WallTimeline(context, node.defects());
    this.capabilities =
        new SimulatedExchange(
                ExchangeConfig.standard(SimulatedMarkets.VENUE, blueprint.cluster().accounts()),
                blueprint.instruments(),
                0)
            .capabilities();
    this.feed =
        options.roles().instances().containsKey(Role.MARKET_DATA)
            ? Optional.of(newFeed())
            : Optional.empty();
  }

  /** The roles of this node whose instances own shards. */
  Map<Role, RoleSetup> roles() {
    var roles = new EnumMap<Role, RoleSetup>(Role.class);
    options
        .roles()
        .instances()
        .forEach(
            (role, count) -> {
              if (role != Role.GATEWAY) {
                roles.put(role, new RoleSetup(count, this::owner));
              }
            });
    return roles;
  }

  private Deployable owner(Shard shard, LeaseGuard guard) {
    return switch (shard.kind()) {
      case ORDER -> orders(shard.partition(), guard);
      case POSITION -> positions(shard.partition(), guard);
      case MARKET_DATA -> feed.orElseThrow().shard(shard.key(), guard);
      case STRATEGY -> strategy(shard.key(), guard);
      case EXCHANGE ->
          new ExchangeRoom(
              node,
              blueprint.cluster().accounts(),
              new DataDir(options.dataDir()).exchangeLog(),
              options.seed());
    };
  }

  private OrderVerticle orders(int partition, LeaseGuard guard) {
    return new OrderVerticle(
        node,
        timelines,
        database.journal(),
        blueprint.instruments(),
        Map.of(SimulatedMarkets.VENUE, _ -> session(partition)),
        new OrderSetup(
                guard.holder(),
                Set.of(partition),
                blueprint.cluster().partitions(),
                OrderConfig.of(blueprint.risk().limits(), blueprint.risk().rules()))
            .withLastAnswers(LAST_ANSWERS)
            .with(new Principals(blueprint.cluster().principals())),
        guard,
        houses.computeIfAbsent(guard.holder(), _ -> newHouse()));
  }

  /** Each event loop adds up what it owns; rates are shared with all others that are alive. */
  private House newHouse() {
    return new House(blueprint.risk().rules().house(), sharers);
  }

  private OrderEntry session(int partition) {
    return new ExchangeOrderEntry(node.bus(), capabilities, accountsOf(partition));
  }

  private List<String> accountsOf(int partition) {
    int partitions = blueprint.cluster().partitions();
    return blueprint.cluster().accounts().stream()
        .filter(account -> Addresses.partitionOf(account, partitions) == partition)
        .toList();
  }

  private PositionVerticle positions(int partition, LeaseGuard guard) {
    return new PositionVerticle(
        node,
        database.journal(),
        blueprint.instruments(),
        PositionConfig.of(
            blueprint.cluster().partitions(), Set.copyOf(blueprint.cluster().accounts())),
        Set.of(partition));
  }

  private MarketDataVerticle newFeed() {
    return new MarketDataVerticle(
        node,
        timelines,
        new ExchangeMarketData(node.bus()),
        MarketDataConfig.ofStandby(SimulatedMarkets.VENUE, blueprint.instruments().all()),
        new SplittableRandom(),
        Optional.empty());
  }

  /** What shards of market data need to be there before them; empty without that role. */
  Optional<MarketDataVerticle> feed() {
    return feed;
  }

  private StrategyVerticle strategy(String name, LeaseGuard guard) {
    var spec =
        blueprint.strategies().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new StrategyVerticle(
        node,
        timelines,
        blueprint.instruments(),
        StrategyCatalog.installed(),
        StrategyHosting.shard(
            StrategyConfig.ofCluster(blueprint.cluster().partitions()),
            database.strategies(),
            guard),
        List.of(spec));
  }
}
