package outcry.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A node of the cluster under test.
 *
 * @param roles what it does, as {@code outcry run --role} takes it
 * @param instances how many of a role, where it is not one
 */
record NodePlan(String name, List<String> roles, Map<String, Integer> instances) {

  NodePlan {
    roles = List.copyOf(roles);
    instances = Map.copyOf(instances);
  }

  boolean has(String role) {
    return roles.contains(role);
  }

  /** For {@code --instances}; empty if every role is there once. */
  String instancesText() {
    return instances.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  /**
   * Every role but the exchange twice, on four processes: what one of them takes with it, another
   * one has.
   */
  static List<NodePlan> standard() {
    return List.of(
        new NodePlan("exchange-1", List.of("exchange"), Map.of()),
        new NodePlan("desk-1", List.of("order", "position", "gateway"), Map.of("order", 3)),
        new NodePlan("desk-2", List.of("order", "position", "gateway"), Map.of("order", 3)),
        new NodePlan("desk-3", List.of("order", "position", "market-data"), Map.of()),
        new NodePlan("feed-1", List.of("market-data", "strategy"), Map.of()));
  }
}
