package outcry.simulation.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.cluster.LeaseTerms;
import outcry.order.core.OrderConfig;
import outcry.simulation.database.SimulatedDatabase;
import outcry.simulation.fault.NodeFaults;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.VirtualScheduler;
import outcry.simulation.venue.SimulatedVenue;

/** Nodes with a seat for each partition, a node that projects positions, and the ways to them. */
public final class Cluster {

  private static final int STALE_ROUTE_PERMILLE = 50;

  private final Chance chance;
  private final SimulatedBus bus;
  private final SimulatedDatabase database;
  private final SimulatedVenue venue;
  private final NodeWitness witness;
  private final OrderConfig config;
  private final Instruments instruments;
  private final LeaseTerms terms;
  private final List<String> accounts;
  private final int partitions;
  private final Map<Node, List<Seat>> seats = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, List<PositionReader>> readers = new LinkedHashMap<>();

  /** How far the middle of the market is from where it began, price units. */
  private final Map<String, Long> moved = new LinkedHashMap<>();

  /**
   * @param accounts dealt out to the partitions in turn
   */
  public Cluster(
      Chance chance,
      SimulatedBus bus,
      SimulatedDatabase database,
      SimulatedVenue venue,
      NodeWitness witness,
      OrderConfig config,
      Instruments instruments,
      LeaseTerms terms,
      List<String> accounts,
      int partitions) {
    this.chance = chance;
    this.bus = bus;
    this.database = database;
    this.venue = venue;
    this.witness = witness;
    this.config = config;
    this.instruments = instruments;
    this.terms = terms;
    this.accounts = accounts;
    this.partitions = partitions;
  }

  /** Starts the order nodes and those that project positions: several do the same work. */
  public void start(List<Node> orderNodes, List<Node> projectingNodes) {
    nodes.addAll(orderNodes);
    for (var node : nodes) {
      node.start(() -> sit(node));
    }
    for (var node : projectingNodes) {
      node.start(() -> read(node));
    }
  }

  private void sit(Node node) {
    var mine = new ArrayList<Seat>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      mine.add(new Seat(this, node, partition));
    }
    seats.put(node, mine);
    mine.forEach(seat -> node.soon(seat::look));
  }

  private void read(Node node) {
    var mine = new ArrayList<PositionReader>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      mine.add(new PositionReader(this, node, partition));
    }
    readers.put(node, mine);
    mine.forEach(reader -> node.soon(reader::start));
  }

  /** Draws when nodes die or stand still for no reason of their own. */
  public void plan(NodeFaults faults, long withinNanos) {
    nodes.forEach(node -> node.plan(faults, withinNanos));
    readers.keySet().forEach(node -> node.plan(faults, withinNanos));
  }

  /** Sends a command over the bus to whoever seems to own the partition. */
  public void send(int partition, OrderCommand command, Consumer<OrderReply> reply) {
    var node = route(partition);
    bus.send(
        () ->
            node.input(
                    () ->
                        seats
                            .get(node)
                            .get(partition)
                            .onCommand(command, answer -> bus.send(() -> reply.accept(answer))))
                .run());
  }

  private Node route(int partition) {
    var holder = database.tables().lease(partition).holder();
    if (!chance.permille(STALE_ROUTE_PERMILLE)) {
      for (var node : nodes) {
        if (node.process().equals(holder)) {
          return node;
        }
      }
    }
    return chance.of(nodes);
  }

  /** The doorbell of a partition. */
  void ring(int partition, long sequence) {
    readers.forEach(
        (node, _) ->
            bus.send(
                () -> node.input(() -> readers.get(node).get(partition).doorbell(sequence)).run()));
  }

  /**
   * Draws when the market moves, and how far.
   *
   * @param ofItsOwn so that a life in which it stands is what it would be without this
   * @param told where it is then, before anybody else hears of it
   */
  public void planMarket(
      int moves,
      long withinNanos,
      VirtualScheduler scheduler,
      Chance ofItsOwn,
      Consumer<Quote> told) {
    for (int i = 0; i < moves; i++) {
      var symbol = ofItsOwn.of(instruments.all()).symbol();
      long move = 5 * ofItsOwn.between(-50, 50);
      scheduler.after(
          ofItsOwn.between(0, withinNanos),
          () -> {
            moved.put(symbol, move);
            told.accept(quote(symbol));
            tell(symbol);
          });
    }
  }

  /** The market speaks again where it has moved: what it said long ago meets no price. */
  public void quoteAgain() {
    moved.keySet().forEach(this::tell);
  }

  /** The market speaks of everything. */
  public void quoteAll() {
    instruments.all().forEach(instrument -> tell(instrument.symbol()));
  }

  private void tell(String symbol) {
    nodes.forEach(
        node -> node.soon(() -> seats.get(node).forEach(seat -> seat.onMarket(quote(symbol)))));
  }

  /** A quote of each instrument, as a node that has just started hears it. */
  public void quotes(Consumer<MarketEvent> listener) {
    for (var instrument : instruments.all()) {
      listener.accept(quote(instrument.symbol()));
    }
  }

  private Quote quote(String symbol) {
    long now = database.nowNanos();
    long mid = SimulatedVenue.MARKET_PRICE + moved.getOrDefault(symbol, 0L);
    return new Quote(symbol, mid - 5, 1_000, mid + 5, 1_000, 1, now, now);
  }

  public int partitionOf(String account) {
    return accounts.indexOf(account) % partitions;
  }

  public List<String> accounts() {
    return accounts;
  }

  public int partitions() {
    return partitions;
  }

  /** One account of a partition: commands about all of it go through that. */
  public String spokesman(int partition) {
    return accounts.get(partition);
  }

  /** The owner of a partition that takes orders; null if there is none. */
  public Seat trading(int partition) {
    for (var node : nodes) {
      var seat = seats.get(node).get(partition);
      if (node.isUp() && !node.isPaused() && seat.isTrading()) {
        return seat;
      }
    }
    return null;
  }

  /** Whether every node is up and running. */
  public boolean isUp() {
    for (var node : nodes) {
      if (!node.isUp() || node.isPaused()) {
        return false;
      }
    }
    for (var node : readers.keySet()) {
      if (!node.isUp() || node.isPaused()) {
        return false;
      }
    }
    return true;
  }

  /** Whether each partition has an owner that waits for nothing, and is projected to its end. */
  public boolean isSettled() {
    for (int partition = 0; partition < partitions; partition++) {
      var seat = trading(partition);
      if (seat == null
          || !seat.isSettled()
          || database.projection(partition).offset() < database.tables().lastSequence(partition)) {
        return false;
      }
    }
    return true;
  }

  SimulatedDatabase database() {
    return database;
  }

  SimulatedVenue venue() {
    return venue;
  }

  NodeWitness witness() {
    return witness;
  }

  OrderConfig config() {
    return config;
  }

  Instruments instruments() {
    return instruments;
  }

  LeaseTerms terms() {
    return terms;
  }
}
