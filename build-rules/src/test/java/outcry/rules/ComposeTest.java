package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docker-compose.yml: that its parts fit together, and that nothing is open that need not be. */
class ComposeTest {

  private final Map<String, Object> compose =
      Yaml.map(Repository.ROOT.resolve("docker-compose.yml"));
  private final Map<String, Object> services = Yaml.map(compose.get("services"));
  private final Map<String, Object> cluster =
      Yaml.json(Repository.read(Repository.ROOT.resolve("deploy/compose/cluster.json")));

  /** The services that are nodes of the cluster, by name. */
  private Map<String, Object> nodes() {
    var nodes = new TreeMap<String, Object>();
    services.forEach(
        (name, service) -> {
          if (Yaml.at(service, "environment", "OUTCRY_NODE") != null) {
            nodes.put(name, service);
          }
        });
    return nodes;
  }

  @Test
  void theMembersAreTheNodesAndEachGetsAKey() {
    var members =
        new TreeSet<>(
            Yaml.list(cluster.get("members")).stream()
                .map(String::valueOf)
                .map(member -> member.replaceFirst(":5701$", ""))
                .toList());
    var named = new TreeSet<String>();
    nodes()
        .values()
        .forEach(node -> named.add((String) Yaml.at(node, "environment", "OUTCRY_NODE")));
    var keys =
        new TreeSet<>(
            Yaml.list(Yaml.at(services.get("secrets"), "command")).stream()
                .map(String::valueOf)
                .toList());

    assertEquals(nodes().keySet(), members);
    assertEquals(nodes().keySet(), named);
    assertEquals(nodes().keySet(), keys);
  }

  @Test
  void everyRoleIsThereAndOrdersTwice() {
    var roles = new ArrayList<String>();
    for (var node : nodes().values()) {
      var command = Yaml.list(Yaml.at(node, "command"));
      roles.add((String) command.get(command.indexOf("--role") + 1));
    }
    roles.sort(null);

    assertEquals(
        List.of("exchange", "gateway", "market-data", "order", "order", "position", "strategy"),
        roles);
  }

  @Test
  void whatAServiceNamesIsThere() {
    var problems = new ArrayList<String>();
    var volumes = Yaml.map(compose.get("volumes")).keySet();
    services.forEach(
        (name, service) -> {
          Yaml.map(Yaml.at(service, "depends_on")).keySet().stream()
              .filter(other -> !services.containsKey(other))
              .forEach(other -> problems.add(name + " depends on nothing: " + other));
          for (var mount : Yaml.list(Yaml.at(service, "volumes"))) {
            var source = String.valueOf(mount).split(":")[0];
            boolean isThere =
                source.startsWith("./")
                    ? Files.exists(Repository.ROOT.resolve(source))
                    : volumes.contains(source);
            if (!isThere) {
              problems.add(name + " mounts nothing: " + source);
            }
          }
        });

    assertEquals(List.of(), problems);
  }

  @Test
  void everyNodeSeesItsOwnSecretsOnly() {
    nodes()
        .forEach(
            (name, node) ->
                assertEquals(
                    List.of("secrets-" + name + ":/run/secrets:ro"),
                    Yaml.list(Yaml.at(node, "volumes")).stream()
                        .filter(mount -> String.valueOf(mount).matches("(secrets|authority).*"))
                        .toList()));
  }

  @Test
  void nothingIsServedWithoutTls() {
    var http = cluster.get("http");
    assertEquals("0.0.0.0", Yaml.at(http, "host"));
    assertEquals("/run/secrets/node.p12", Yaml.at(http, "tls", "keyStore"));
    nodes()
        .forEach(
            (name, node) ->
                assertEquals(
                    "/run/secrets/ca.pem", Yaml.at(node, "environment", "OUTCRY_CA_FILE"), name));
    var scraped = Yaml.map(Repository.ROOT.resolve("deploy/prometheus/prometheus.yml"));
    assertEquals("https", Yaml.at(Yaml.list(scraped.get("scrape_configs")).getFirst(), "scheme"));
  }

  @Test
  void portsArePublishedOnLoopbackOnly() {
    services.forEach(
        (name, service) -> {
          for (var port : Yaml.list(Yaml.at(service, "ports"))) {
            assertTrue(
                String.valueOf(port).matches("127\\.0\\.0\\.1:\\$\\{[A-Z_]+:-\\d+}:\\d+"),
                name + ": " + port);
          }
        });
  }

  @Test
  void everythingThatStaysUpIsLimitedAndRestartsAndNodesHaveNoRights() {
    services.forEach(
        (name, service) -> {
          assertTrue(Yaml.at(service, "mem_limit") != null, name);
          assertEquals(
              name.equals("secrets") ? null : "unless-stopped", Yaml.at(service, "restart"), name);
          assertEquals(null, Yaml.at(service, "privileged"), name);
        });
    nodes()
        .forEach(
            (name, node) -> {
              assertEquals(List.of("ALL"), Yaml.at(node, "cap_drop"), name);
              assertEquals(true, Yaml.at(node, "read_only"), name);
              assertEquals(
                  List.of("CMD", "/opt/outcry/ready"),
                  Yaml.at(Yaml.at(node, "healthcheck"), "test"),
                  name);
            });
  }
}
