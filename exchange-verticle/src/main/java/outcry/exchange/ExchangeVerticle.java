package outcry.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.bus.WallTimeline;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.OrderType;
import outcry.model.VenueAccount;
import outcry.model.query.AccountRequest;
import outcry.model.query.ExchangeRequest;
import outcry.model.query.SnapshotRequest;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.simulated.AgentConfig;
import outcry.venue.simulated.Agents;
import outcry.venue.simulated.Effects;
import outcry.venue.simulated.ExchangeConfig;
import outcry.venue.simulated.SimulatedExchange;

/**
 * Runs the simulated exchange and its agents. Nothing is reported or answered before it is in the
 * ground truth; once the log has failed the exchange answers no more. Reports are numbered for each
 * account, and told again on demand; after a restart the numbers go on from the log.
 */
public final class ExchangeVerticle extends VerticleBase {

  private static final long STEP_MILLIS = 50;
  private static final String PLACE = "exchange";

  private final Node node;
  private final ExchangeConfig config;
  private final Instruments instruments;
  private final List<AgentConfig> agentConfigs;
  private final SplittableGenerator random;
  private final List<VenueLogEntry> logged;
  private final VenueLog log;
  private Timeline timeline;
  private SimulatedExchange exchange;
  private Agents agents;
  private ReportDesk desk;
  private long stepTimer;
  private Throwable broken;
  private List<Registration> registrations = List.of();
  private TaskList.Task task;

  /**
   * @param random what the agents' behaviour follows from
   * @param logged what {@code log} held when it was opened
   * @param log the ground truth; stays its owner's to close
   */
  public ExchangeVerticle(
      Node node,
      ExchangeConfig config,
      Instruments instruments,
      List<AgentConfig> agentConfigs,
      SplittableGenerator random,
      List<VenueLogEntry> logged,
      VenueLog log) {
    this.node = node;
    this.config = config;
    this.instruments = instruments;
    this.agentConfigs = List.copyOf(agentConfigs);
    this.random = random;
    this.logged = List.copyOf(logged);
    this.log = log;
  }

  @Override
  public Future<?> start() {
    timeline = new WallTimeline(context, node.defects());
    var faults = ExchangeFaults.armed(node.vertx(), random.split());
    long startedNanos = timeline.nowNanos();
    exchange = new SimulatedExchange(config, instruments, startedNanos);
    desk = new ReportDesk(node, config.accounts(), startedNanos, logged, faults);
    carryOut(exchange.restore(logged, timeline.nowNanos()));
    agents = new Agents(exchange, agentConfigs, random);
    carryOut(agents.step(timeline.nowNanos()));
    registrations =
        List.of(
            node.bus().onRequest(Addresses.EXCHANGE_REQUESTS, faults.through(this::onRequest)),
            node.bus().onRequest(Addresses.EXCHANGE_SNAPSHOTS, faults.through(this::onSnapshot)),
            node.bus().onRequest(Addresses.EXCHANGE_RESENDS, faults.through(desk::onResend)),
            node.bus().onRequest(Addresses.EXCHANGE_ACCOUNTS, faults.through(this::onAccount)));
    desk.start();
    stepTimer = node.vertx().setPeriodic(STEP_MILLIS, _ -> step());
    node.health().part(PLACE, this::status);
    task = node.tasks().begin("verticle", PLACE);
    return Future.all(registrations.stream().map(Registration::ready).toList());
  }

  private Health.Status status() {
    return broken == null ? Health.Status.UP : Health.Status.down("log failed: " + broken);
  }

  @Override
  public Future<?> stop() {
    node.vertx().cancelTimer(stepTimer);
    desk.stop();
    node.health().remove(PLACE);
    return Future.join(registrations.stream().map(Registration::unregister).toList())
        .onComplete(_ -> task.done());
  }

  private void step() {
    if (broken == null) {
      node.defects().guard(PLACE, () -> carryOut(agents.step(timeline.nowNanos())));
    }
  }

  private Future<List<ExecutionReport>> onRequest(ExchangeRequest request) {
    if (broken != null) {
      return Future.failedFuture(broken);
    }
    long now = timeline.nowNanos();
    var account = request.account();
    var id = request.clientOrderId();
    switch (request.kind()) {
      case SUBMIT -> carryOut(exchange.submit(order(request), now));
      case CANCEL -> carryOut(exchange.cancel(account, id, now));
      case AMEND -> carryOut(exchange.amend(account, id, request.quantity(), request.price(), now));
      case QUERY -> {
        return onceLogged(exchange.query(account, id, now));
      }
    }
    return Future.succeededFuture(List.of());
  }

  private static VenueOrder order(ExchangeRequest request) {
    return new VenueOrder(
        request.account(),
        request.clientOrderId(),
        request.symbol(),
        request.side(),
        request.type(),
        request.timeInForce(),
        request.quantity(),
        request.type() == OrderType.MARKET ? 0 : request.price(),
        request.postOnly(),
        request.deadlineNanos());
  }

  private Future<MarketEvent> onSnapshot(SnapshotRequest request) {
    return Future.succeededFuture(exchange.snapshot(request.symbol(), timeline.nowNanos()));
  }

  private Future<VenueAccount> onAccount(AccountRequest request) {
    if (broken != null) {
      return Future.failedFuture(broken);
    }
    return onceLogged(
        exchange.snapshot(request.account(), request.fillsSinceNanos(), timeline.nowNanos()));
  }

  /** Told once everything in it is in the log, behind whose entries an empty one waits. */
  private <T> Future<T> onceLogged(T told) {
    Promise<T> answer = Promise.promise();
    node.bus()
        .await(
            InFlight.Kind.VENUE,
            PLACE,
            log.append(List.of()),
            (_, failure) -> {
              if (failure == null) {
                answer.complete(told);
              } else {
                answer.fail(failure);
              }
            });
    return answer.future();
  }

  /** Market data carries no client's secret and goes out at once; reports wait for the log. */
  private void carryOut(Effects effects) {
    for (var event : effects.market()) {
      node.bus().publish(Addresses.exchangeMarketData(event.symbol()), event);
    }
    if (effects.log().isEmpty()) {
      desk.tell(effects.reports());
      return;
    }
    node.bus()
        .await(
            InFlight.Kind.VENUE,
            PLACE,
            log.append(effects.log()),
            (_, failure) -> {
              if (failure == null) {
                desk.tell(effects.reports());
              } else {
                broken = failure;
                node.defects().report(PLACE, failure);
              }
            });
  }
}
