package outcry.launcher.cluster;

import io.vertx.core.Deployable;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.ProcessMeters;
import outcry.bus.WallTimeline;
import outcry.bus.async.Leftovers;
import outcry.bus.async.Shutdown;
import outcry.bus.cluster.ClusterConfig;
import outcry.bus.cluster.ClusterException;
import outcry.bus.cluster.ClusteredNode;
import outcry.bus.cluster.TlsFiles;
import outcry.cluster.ClusterMember;
import outcry.cluster.MemberConfig;
import outcry.gateway.AdminVerticle;
import outcry.gateway.GatewayConfig;
import outcry.gateway.GatewayVerticle;
import outcry.gateway.security.Access;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.LocalAccess;
import outcry.launcher.config.Cluster;
import outcry.launcher.process.OpenFiles;
import outcry.launcher.process.Rooms;
import outcry.launcher.process.StopClock;
import outcry.launcher.process.Waiting;
import outcry.launcher.setup.AuditWatch;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;

/**
 * One node: it joins the event bus, opens the database, takes part in the cluster and serves HTTP;
 * stops in reverse order. Main thread only.
 */
final class ClusterHouse {

  private static final Duration JOIN_MAX = Duration.ofSeconds(60);
  private static final Duration SETTLE_MAX = Duration.ofMillis(500);

  /** What is left of the stop after handing over. */
  private static final Duration CLOSE = Duration.ofSeconds(4);

  /** To let trading go on after a halt. */
  private static final int TWO_EYES = 2;

  private final Blueprint blueprint;
  private final ClusterOptions options;
  private final Waiting waiting;
  private final Duration stopMax;
  private ClusteredNode bus;
  private Node node;
  private Rooms rooms;
  private OpenFiles files;
  private ClusterMember member;
  private int httpPort;

  /**
   * @param stopMax what a stop may take in all
   */
  ClusterHouse(Blueprint blueprint, ClusterOptions options, Waiting waiting, Duration stopMax) {
    this.blueprint = blueprint;
    this.options = options;
    this.waiting = waiting;
    this.stopMax = stopMax;
  }

  /**
   * Starts everything; however this ends, {@link #stop} must follow.
   *
   * @param joined told of the node as soon as there is one
   */
  void start(Consumer<Node> joined) {
    waiting.goOn("the start");
    join();
    joined.accept(node);
    if (options.debug()) {
      node.bus().debug();
    }
    rooms = new Rooms(node, waiting);
    files = new OpenFiles(node);
    var database = ClusterDatabase.open(blueprint.cluster().database(), node);
    files.add("database", database);
    var shards =
        new ClusterShards(node, blueprint, options, database, () -> member.sharers(Role.ORDER));
    member =
        new ClusterMember(
            node,
            database.store(),
            self(),
            blueprint.shards(),
            shards.roles(),
            MemberConfig.DEFAULT);
    serve(database);
    shards.feed().ifPresent(feed -> deploy("market data", feed));
    if (options.roles().has(Role.ORDER)) {
      deploy("audit", new AuditWatch(node, database.journal()));
    }
    deploy("the part in the cluster", member);
  }

  private void join() {
    var cluster = blueprint.cluster();
    var config =
        new ClusterConfig(
            cluster.name(),
            options.node(),
            cluster.members(),
            cluster.address(),
            cluster.port(),
            cluster.busPort(),
            cluster
                .tls()
                .map(tls -> new TlsFiles(tls.keyStore(), tls.trustStore(), tls.passwordFile()))
                .orElse(null),
            cluster.kubernetes());
    var metrics = new Metrics();
    ProcessMeters.addTo(metrics);
    try {
      bus = waiting.await("joining", JOIN_MAX, ClusteredNode.start(config, metrics));
    } catch (ClusterException e) {
      boolean taken = e.code() == ClusterException.Code.PORT_TAKEN;
      throw new FatalException(
          taken || e.code() == ClusterException.Code.JOIN_FAILED
              ? ExitCode.UNAVAILABLE
              : ExitCode.CONFIG,
          e.code().name(),
          e.getMessage().substring(e.code().name().length() + 2));
    }
    node = bus.node();
  }

  private NodeRow self() {
    var roles = new ArrayList<RoleCount>();
    options.roles().instances().forEach((role, count) -> roles.add(new RoleCount(role, count)));
    return new NodeRow(
        options.node(),
        options.node() + "-" + UUID.randomUUID().toString().substring(0, 8),
        roles,
        blueprint.cluster().address() + ":" + bus.port(),
        blueprint.identity().build(),
        blueprint.identity().config(),
        TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli()),
        NodeState.ACTIVE,
        "");
  }

  /** Before the node owns anything, so that whoever asks hears that it is not ready yet. */
  private void serve(ClusterDatabase database) {
    var cluster = blueprint.cluster();
    int port = options.httpPort() == null ? cluster.http().port() : options.httpPort();
    if (!options.roles().has(Role.GATEWAY)) {
      var admin = new AdminVerticle(node, cluster.http().host(), port, cluster.http().tls());
      deploy("health and metrics", admin);
      httpPort = admin.port();
      return;
    }
    var desk =
        new StoreDesk(node.bus(), database.store(), database.journal(), member, blueprint.shards());
    var gateway =
        new GatewayVerticle(
            node,
            new GatewayConfig(
                cluster.http().host(),
                port,
                cluster.http().tls(),
                cluster.partitions(),
                cluster.accounts(),
                blueprint.instruments()),
            database.journal(),
            Access.of(database.journal(), sessionKey(), TWO_EYES),
            Optional.of(desk),
            Optional.empty());
    deploy("gateway", gateway);
    httpPort = gateway.port();
  }

  /** Without one that all gateways share, a session is good at the gateway that began it. */
  private byte[] sessionKey() {
    return blueprint
        .cluster()
        .http()
        .sessionKey()
        .map(HexFormat.of()::parseHex)
        .orElseGet(LocalAccess::randomSessionKey);
  }

  private void deploy(String what, Deployable room) {
    try {
      rooms.deploy(what, room);
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof BindException) {
        throw new FatalException(
            ExitCode.UNAVAILABLE,
            "PORT_IN_USE",
            "http port is taken: " + blueprint.cluster().http() + "; see OUTCRY_HTTP_PORT");
      }
      throw e;
    }
  }

  String url() {
    Cluster.Http http = blueprint.cluster().http();
    return (http.tls().isPresent() ? "https://" : "http://") + http.host() + ":" + httpPort;
  }

  /**
   * Until somebody asks to stop, or the node must end by itself.
   *
   * @return the exit code
   */
  int awaitEnd(CompletableFuture<Void> stopAsked, PrintWriter out) {
    var ended = member.ended().toCompletionStage().toCompletableFuture();
    CompletableFuture.anyOf(stopAsked, ended).join();
    if (stopAsked.isDone()) {
      return ExitCode.OK;
    }
    out.println("outcry: REPLACED: " + ended.join());
    return ExitCode.IN_USE;
  }

  /**
   * Hands everything over, leaves the cluster and closes the database. Safe to call before
   * everything has started.
   *
   * @return what was still pending
   */
  Leftovers stop() {
    if (node == null) {
      return new Leftovers(Map.of(), List.of());
    }
    var clock = StopClock.of(stopMax.minusSeconds(1), node.defects());
    if (rooms != null) {
      rooms.undeployAll(clock.part(stopMax.minus(CLOSE)), MemberConfig.DEFAULT.leaveMax());
    }
    var left = settle(clock);
    clock.await("leaving the event bus", bus.leave());
    if (files != null) {
      files.closeAll(clock);
    }
    return left.isClean() ? Leftovers.now(node.inFlight(), node.tasks()) : left;
  }

  private Leftovers settle(StopClock clock) {
    var context = node.vertx().getOrCreateContext();
    var timeline = new WallTimeline(context, node.defects());
    var shutdown = new Shutdown(node.inFlight(), node.tasks(), timeline);
    clock.await("settling", shutdown.settle(SETTLE_MAX));
    return Leftovers.now(node.inFlight(), node.tasks());
  }
}
