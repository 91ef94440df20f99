package outcry.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import outcry.model.Contingency;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.JournaledEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.cluster.LeaseTerms;
import outcry.order.core.Incident;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.Snapshot;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.simulation.audit.Auditor;
import outcry.simulation.audit.Findings;
import outcry.simulation.audit.Violation;
import outcry.simulation.cluster.Cluster;
import outcry.simulation.cluster.Node;
import outcry.simulation.cluster.NodeWitness;
import outcry.simulation.cluster.SimulatedBus;
import outcry.simulation.database.SimulatedDatabase;
import outcry.simulation.database.Tables;
import outcry.simulation.fault.Faults;
import outcry.simulation.fault.VenueFaults;
import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.Fingerprint;
import outcry.simulation.kernel.Trace;
import outcry.simulation.kernel.VirtualScheduler;
import outcry.simulation.venue.HeldOrder;
import outcry.simulation.venue.SimulatedVenue;
import outcry.simulation.venue.VenueProfile;
import outcry.venue.Capabilities;
import outcry.venue.Capabilities.Deduplication;
import outcry.venue.VenueOrder;

/**
 * One owner, one account and a venue that does what it is told and nothing else: for failures that
 * happened to others, told again line by line. What is not scripted works.
 */
final class ScriptedWorld implements NodeWitness {

  static final String ACCOUNT = "A1";
  static final long LAG_NANOS = 8_000_000_000L;

  private static final String SYMBOL = Scale.symbols().getFirst();
  private static final long SECOND = 1_000_000_000L;
  private static final long SETTLE_NANOS = 5 * SECOND;
  private static final InstrumentLimits OWN = new InstrumentLimits(1_000, 100_000);
  private static final Limits LIMITS =
      new Limits(
          1,
          1_000_000_00000000L,
          1_000,
          100,
          200,
          5_000,
          Duration.ofHours(1),
          Scale.symbols().stream().collect(Collectors.toMap(Function.identity(), _ -> OWN)));

  /** Everything answers requests, and no answer comes back; the sessions are silent. */
  private static final Faults NO_REPLIES =
      new Faults(
          Faults.NONE.node(),
          Faults.NONE.bus(),
          Faults.NONE.database(),
          new VenueFaults(0, 1_000, 0, 0, 0, 0, 0, 0, 0));

  /**
   * Everything there is to say at the end.
   *
   * @param sent client order ids of what left, as often as it left
   * @param atVenue each order that the venue has, with what filled
   * @param known each order of the owner, with its status and what filled of how much
   * @param fills quantities booked in the journal, in order, sells negative
   * @param projected position of the account
   * @param wrong what the auditor found; null if nothing
   */
  record Outcome(
      List<String> sent,
      List<String> atVenue,
      List<String> known,
      List<Long> fills,
      long projected,
      Violation wrong) {}

  private final VirtualScheduler scheduler = new VirtualScheduler(new Chance(1), new Fingerprint());
  private final Weather weather = new Weather(Faults.NONE, new Chance(2));
  private final OrderConfig config = OrderConfig.of(Map.of(ACCOUNT, LIMITS));
  private final Capabilities capabilities =
      new Capabilities(
          VenueProfile.NAME,
          EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
          EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
          true,
          true,
          Deduplication.NONE, // an order that is sent twice is there twice
          true,
          SECOND / 10,
          LAG_NANOS);
  private final Findings findings = new Findings(scheduler, Trace.OFF);
  private final Auditor auditor =
      new Auditor(
          findings,
          new Fingerprint(),
          Trace.OFF,
          partition -> tables().lease(partition).epoch(),
          new Auditor.Terms(LIMITS, OWN, 0, false),
          () -> new Orders(config, Scale.INSTRUMENTS, Map.of(VenueProfile.NAME, capabilities)));
  private final Tables tables = new Tables(auditor::committed);
  private final SimulatedDatabase database =
      new SimulatedDatabase(scheduler, new Chance(3), weather, tables, LeaseTerms.DEFAULT);
  private final SimulatedBus bus = new SimulatedBus(scheduler, new Chance(4), weather);
  private final SimulatedVenue venue =
      new SimulatedVenue(
          scheduler,
          new Chance(5),
          weather,
          new VenueProfile(capabilities, 0, 0, 0, SECOND, true),
          auditor,
          Trace.OFF);
  private final Cluster cluster =
      new Cluster(
          new Chance(6),
          bus,
          database,
          venue,
          this,
          config,
          Scale.INSTRUMENTS,
          LeaseTerms.DEFAULT,
          List.of(ACCOUNT),
          1);
  private final Node node = new Node("node", scheduler, new Chance(7), weather, Trace.OFF);
  private final List<String> sent = new ArrayList<>();
  private long intentions;
  private long price = SimulatedVenue.MARKET_PRICE;
  private long quotes;

  ScriptedWorld() {
    auditor.reads(tables);
    cluster.start(
        List.of(node), List.of(new Node("reader", scheduler, new Chance(8), weather, Trace.OFF)));
    quote();
    pass(2);
  }

  private Tables tables() {
    return tables;
  }

  /** Prices are seen all the time. */
  private void quote() {
    var seat = cluster.trading(0);
    if (seat != null) {
      long now = scheduler.nowNanos();
      seat.owner()
          .onMarket(new Quote(SYMBOL, price - 5, 1_000, price + 5, 1_000, ++quotes, now, now));
    }
    scheduler.after(SECOND, this::quote);
  }

  /** The market is here from its next quote on. */
  void marketMovesTo(long newPrice) {
    price = newPrice;
  }

  /** Lets time pass, and everything happen that is due by then. */
  void pass(long seconds) {
    scheduler.runUntil(scheduler.nowNanos() + seconds * SECOND);
  }

  void buy(String clientOrderId, long quantity) {
    ask(limit(clientOrderId, Side.BUY, quantity, 9_950));
  }

  void sell(String clientOrderId, long quantity) {
    ask(limit(clientOrderId, Side.SELL, quantity, 10_050));
  }

  private void ask(SubmitOrder order) {
    auditor.asked(++intentions, order);
    send(order);
  }

  /** The last command once more. */
  void buyAgain(String clientOrderId, long quantity) {
    var order = limit(clientOrderId, Side.BUY, quantity, 9_950);
    auditor.asked(intentions, order); // the same intention
    send(order);
  }

  /** Buys below the market; a stop that we hold protects what fills. */
  void bracket(String id, long quantity) {
    var entry = limit(id, Side.BUY, quantity, 9_950);
    var stop =
        order(
            id + "-stop",
            Side.SELL,
            OrderType.STOP_LIMIT,
            quantity,
            8_950,
            Instructions.trigger(9_000, TriggerBy.QUOTE));
    for (var leg : List.of(entry, stop)) {
      auditor.asked(++intentions, leg);
    }
    send(
        new SubmitList(
            ACCOUNT,
            "list-" + id,
            Contingency.BRACKET,
            List.of(entry, stop),
            "",
            scheduler.nowNanos()));
  }

  private void send(OrderCommand command) {
    cluster.send(0, command, reply -> auditor.told(command, reply));
  }

  private SubmitOrder limit(String id, Side side, long quantity, long price) {
    return order(id, side, OrderType.LIMIT, quantity, price, Instructions.NONE);
  }

  private SubmitOrder order(
      String id, Side side, OrderType type, long quantity, long price, Instructions more) {
    return new SubmitOrder(
        ACCOUNT,
        id,
        "s1",
        SYMBOL,
        side,
        type,
        TimeInForce.GTC,
        quantity,
        price,
        false,
        false,
        more,
        "",
        scheduler.nowNanos());
  }

  /** Requests still arrive; no answer and no report comes back. */
  void losesAnswers() {
    weather.turn(NO_REPLIES);
    venue.sessions().lose();
  }

  /** Requests and queries are answered again; the sessions stay silent. */
  void answersQueries() {
    weather.clearUp();
  }

  /** The sessions tell all they have not told. */
  void restoresStream() {
    venue.sessions().restore();
  }

  void venueFills(String clientOrderId, long quantity) {
    venue.trade(ACCOUNT, clientOrderId, quantity);
  }

  /** The owner dies; its next life may own the partition once the lease is over. */
  void restart() {
    node.crash("scripted");
  }

  /** As the owner knows it. */
  String status(String clientOrderId) {
    return cluster
        .trading(0)
        .owner()
        .orders()
        .find(ACCOUNT, clientOrderId)
        .orElseThrow()
        .status()
        .name();
  }

  /** Compares everything with everything, once nothing is under way. */
  Outcome outcome() {
    scheduler.runUntil(scheduler.nowNanos() + SETTLE_NANOS);
    boolean converged =
        bus.isQuiet()
            && venue.isQuiet()
            && database.projection(0).offset() == tables.lastSequence(0);
    auditor.conclude(cluster, database, venue, converged);
    scheduler.runUntil(scheduler.nowNanos() + SECOND);
    return new Outcome(
        sent.stream().sorted().toList(),
        venue.orders().stream().map(ScriptedWorld::text).sorted().toList(),
        known(),
        tables.journal(0).stream()
            .map(JournaledEvent::event)
            .filter(OrderFilled.class::isInstance)
            .map(OrderFilled.class::cast)
            .map(fill -> fill.quantity() * fill.side().sign())
            .toList(),
        database.projection(0).positions().values().stream()
            .mapToLong(position -> position.quantity())
            .sum(),
        findings.first());
  }

  /** Each order as the owner knows it: id, status, what filled of how much. */
  List<String> known() {
    return cluster.trading(0).owner().orders().recent(ACCOUNT, 1_000).stream()
        .map(
            o ->
                "%s %s %d/%d"
                    .formatted(o.clientOrderId(), o.status(), o.cumulativeQuantity(), o.quantity()))
        .sorted()
        .toList();
  }

  private static String text(HeldOrder order) {
    return order.request().clientOrderId()
        + (order.isOpen() ? " open " : " over ")
        + order.filled();
  }

  @Override
  public void submitLeaves(VenueOrder order) {
    sent.add(order.clientOrderId());
    auditor.submitLeaves(order);
  }

  @Override
  public void incident(Incident incident) {
    auditor.incident(incident);
  }

  @Override
  public void defect(RuntimeException defect) {
    auditor.defect(defect);
  }

  @Override
  public void quiescent(int partition, long sequence, Snapshot live) {
    auditor.quiescent(partition, sequence, live);
  }
}
