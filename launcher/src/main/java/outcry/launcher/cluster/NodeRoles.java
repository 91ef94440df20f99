package outcry.launcher.cluster;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.cluster.Role;

/**
 * What a node does, from {@code --role} and {@code --instances}.
 *
 * @param instances how many of each role; none of a role that is not there
 */
public record NodeRoles(Map<Role, Integer> instances) {

  private static final int INSTANCES_MAX = 64;

  /** A second one would be another party, or share a port that can be had once. */
  private static final Set<Role> ONCE = Set.of(Role.EXCHANGE, Role.GATEWAY);

  public NodeRoles {
    instances = Collections.unmodifiableMap(new EnumMap<>(instances));
  }

  /**
   * @param roles as written: names, or {@code all}; empty for all
   * @param instances as written: {@code order=2}
   * @throws FatalException UNKNOWN_ROLE, ROLE_TWICE, INSTANCES
   */
  public static NodeRoles of(List<String> roles, List<String> instances) {
    var counts = new EnumMap<Role, Integer>(Role.class);
    if (roles.isEmpty() || roles.equals(List.of("all"))) {
      for (var role : Role.values()) {
        counts.put(role, 1);
      }
    } else {
      for (var written : roles) {
        if (counts.put(role("--role", written), 1) != null) {
          throw refused("ROLE_TWICE", "--role: " + written + " is there twice");
        }
      }
    }
    var said = new EnumMap<Role, Integer>(Role.class);
    for (var written : instances) {
      int equals = written.indexOf('=');
      if (equals < 1) {
        throw refused("INSTANCES", "--instances: not role=number: " + written);
      }
      var role = role("--instances", written.substring(0, equals));
      if (!counts.containsKey(role)) {
        throw refused("INSTANCES", "--instances: this node has no role " + role.text());
      }
      if (said.put(role, count(role, written.substring(equals + 1))) != null) {
        throw refused("INSTANCES", "--instances: " + role.text() + " is there twice");
      }
    }
    counts.putAll(said);
    return new NodeRoles(counts);
  }

  private static Role role(String flag, String text) {
    return Role.of(text)
        .orElseThrow(
            () ->
                refused(
                    "UNKNOWN_ROLE", flag + ": " + text + "; known: " + Role.known() + ", or all"));
  }

  private static int count(Role role, String digits) {
    int most = ONCE.contains(role) ? 1 : INSTANCES_MAX;
    int count = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    if (count < 1 || count > most) {
      throw refused(
          "INSTANCES", "--instances: " + role.text() + " must be 1 to " + most + ", was " + digits);
    }
    return count;
  }

  private static FatalException refused(String code, String message) {
    return new FatalException(ExitCode.USAGE, code, message);
  }

  public boolean has(Role role) {
    return instances.containsKey(role);
  }

  /** For people: {@code order 2, position 1}. */
  @Override
  public String toString() {
    return instances.entrySet().stream()
        .map(entry -> entry.getKey().text() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
