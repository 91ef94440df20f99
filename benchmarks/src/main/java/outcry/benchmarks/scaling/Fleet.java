package outcry.benchmarks.scaling;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import outcry.cluster.core.Assignment;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Role;
import outcry.model.cluster.Shard;

/** The nodes, one role and one instance each, and who owns what: decided by the real assignment. */
record Fleet(Map<Role, List<Instance>> instances, Map<Shard, Instance> owners) {

  /** Of 100 nodes. */
  static final Map<Role, Integer> HUNDRED =
      Map.of(
          Role.MARKET_DATA, 16,
          Role.ORDER, 16,
          Role.POSITION, 8,
          Role.STRATEGY, 56,
          Role.GATEWAY, 3,
          Role.EXCHANGE, 1);

  static Fleet of(Workload workload, Map<Role, Integer> nodes) {
    var instances = new EnumMap<Role, List<Instance>>(Role.class);
    nodes.forEach((role, count) -> instances.put(role, instances(role, count)));
    var owners = new java.util.TreeMap<Shard, Instance>();
    shards(workload)
        .forEach(
            (role, shards) -> owners.putAll(Assignment.of(shards, instances.get(role)).owners()));
    return new Fleet(instances, owners);
  }

  static List<Instance> instances(Role role, int count) {
    var instances = new ArrayList<Instance>();
    for (int i = 0; i < count; i++) {
      var node = role.text() + "-" + i;
      instances.add(new Instance(node, node + "#1", role, 0));
    }
    return instances;
  }

  static Map<Role, List<Shard>> shards(Workload workload) {
    var shards = new EnumMap<Role, List<Shard>>(Role.class);
    for (var role : List.of(Role.ORDER, Role.POSITION, Role.MARKET_DATA, Role.STRATEGY)) {
      shards.put(role, new ArrayList<>());
    }
    for (int i = 0; i < workload.partitions(); i++) {
      shards.get(Role.ORDER).add(Shard.order(i));
      shards.get(Role.POSITION).add(Shard.position(i));
    }
    for (int i = 0; i < workload.instruments(); i++) {
      shards.get(Role.MARKET_DATA).add(Shard.marketData("I" + i));
    }
    for (int i = 0; i < workload.strategies(); i++) {
      shards.get(Role.STRATEGY).add(Shard.strategy("S" + i));
    }
    return shards;
  }

  /** How many shards each instance of a role owns. */
  Map<Instance, Integer> counts(Role role) {
    var counts = new java.util.LinkedHashMap<Instance, Integer>();
    instances.get(role).forEach(instance -> counts.put(instance, 0));
    owners.values().stream()
        .filter(counts::containsKey)
        .forEach(owner -> counts.merge(owner, 1, Integer::sum));
    return counts;
  }
}
