package outcry.benchmarks.scaling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

/**
 * What every node sends, receives and has to do in a second. A publish is one frame to each node
 * with a listener, and one delivery to each listener there; requests and replies are a frame each.
 */
final class Traffic {

  /** One second of one node. */
  static final class Load {
    double in;
    double out;
    double deliveries;

    /** Of what is not messages, in microseconds. */
    double work;

    double cores(Costs costs) {
      return (in * costs.receive() + out * costs.send() + deliveries * costs.deliver() + work)
          / 1e6;
    }
  }

  /** Which instruments an order owner listens to. */
  enum Ears {
    /** As built: every one of its venues. */
    ALL,
    /** Those that strategies of its accounts listen to. */
    TRADED
  }

  /** Of the latest of every symbol, see MarketDataConfig. */
  private static final double TOPS_PER_SECOND = 4;

  private final Workload workload;
  private final Costs costs;
  private final Fleet fleet;
  private final Map<Instance, Load> loads = new LinkedHashMap<>();

  Traffic(Workload workload, Costs costs, Fleet fleet, Ears ears) {
    this.workload = workload;
    this.costs = costs;
    this.fleet = fleet;
    fleet.instances().values().forEach(all -> all.forEach(one -> loads.put(one, new Load())));
    marketData(ears);
    orders();
  }

  Load of(Instance instance) {
    return loads.get(instance);
  }

  private void marketData(Ears ears) {
    var rates = workload.rates();
    var listeners = strategyListeners();
    if (ears == Ears.ALL) {
      for (int partition = 0; partition < workload.partitions(); partition++) {
        var owner = fleet.owners().get(Shard.order(partition));
        listeners.forEach(each -> each.add(owner));
      }
    } else {
      tradedListeners(listeners);
    }
    var watchers =
        fleet.instances().get(Role.POSITION).size() + fleet.instances().get(Role.GATEWAY).size();
    for (int i = 0; i < rates.length; i++) {
      var source = loads.get(fleet.owners().get(Shard.marketData("I" + i)));
      source.work += rates[i] * costs.decode();
      publish(source, rates[i], listeners.get(i));
      source.out += TOPS_PER_SECOND * watchers;
    }
    double tops = TOPS_PER_SECOND * workload.instruments();
    for (var role : List.of(Role.POSITION, Role.GATEWAY)) {
      fleet.instances().get(role).forEach(one -> loads.get(one).in += tops);
    }
  }

  private void publish(Load source, double rate, List<Instance> listeners) {
    var nodes = Set.copyOf(new HashSet<>(listeners));
    source.out += rate * nodes.size();
    nodes.forEach(node -> loads.get(node).in += rate);
    for (var listener : listeners) {
      loads.get(listener).deliveries += rate;
      if (listener.role() == Role.STRATEGY) {
        loads.get(listener).work += rate * costs.callback();
      }
    }
  }

  /** For each instrument the instances that listen, once for each strategy. */
  private List<List<Instance>> strategyListeners() {
    var listeners = new ArrayList<List<Instance>>();
    for (int i = 0; i < workload.instruments(); i++) {
      listeners.add(new ArrayList<>());
    }
    var heard = workload.heard();
    for (int strategy = 0; strategy < heard.size(); strategy++) {
      var owner = fleet.owners().get(Shard.strategy("S" + strategy));
      heard.get(strategy).forEach(instrument -> listeners.get(instrument).add(owner));
    }
    return listeners;
  }

  /** Adds each order partition once for what strategies of its accounts hear. */
  private void tradedListeners(List<List<Instance>> listeners) {
    var heard = workload.heard();
    var known = new HashSet<String>();
    for (int strategy = 0; strategy < heard.size(); strategy++) {
      int partition = workload.partitionOf(strategy);
      var owner = fleet.owners().get(Shard.order(partition));
      for (int instrument : heard.get(strategy)) {
        if (known.add(partition + " " + instrument)) {
          listeners.get(instrument).add(owner);
        }
      }
    }
  }

  /** Commands from strategies, their replies, and a doorbell for every event of an order. */
  private void orders() {
    double each = workload.ordersPerSecond() / workload.strategies();
    var followers = new LinkedHashMap<Integer, Set<Instance>>();
    for (int strategy = 0; strategy < workload.strategies(); strategy++) {
      int partition = workload.partitionOf(strategy);
      var from = fleet.owners().get(Shard.strategy("S" + strategy));
      followers.computeIfAbsent(partition, _ -> new HashSet<>()).add(from);
      var client = loads.get(from);
      var owner = loads.get(fleet.owners().get(Shard.order(partition)));
      client.out += each;
      client.in += each;
      owner.in += each;
      owner.out += each;
      owner.work += each * costs.order();
    }
    double rings = workload.ordersPerSecond() * workload.rowsPerOrder() / workload.partitions();
    followers.forEach(
        (partition, nodes) -> {
          var listeners = new ArrayList<>(nodes);
          listeners.add(fleet.owners().get(Shard.position(partition)));
          var owner = loads.get(fleet.owners().get(Shard.order(partition)));
          owner.out += rings * listeners.size();
          listeners.forEach(node -> loads.get(node).in += rings);
        });
  }
}
