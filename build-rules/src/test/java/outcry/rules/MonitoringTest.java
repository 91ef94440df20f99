package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** deploy/prometheus and deploy/grafana: that they watch what there is. */
class MonitoringTest {

  private static final Path DEPLOY = Repository.ROOT.resolve("deploy");

  /** Prometheus' own. */
  private static final Set<String> FOREIGN = Set.of("up");

  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern LABELS =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("\\b[a-z][a-z0-9]*(_[a-z0-9]+)*\\b(?!\\s*\\()");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "by", "without", "offset");

  @Test
  void everyMetricWatchedIsInTheDocsAndInTheCode() {
    var watched = new TreeSet<String>();
    expressions().forEach(expression -> watched.addAll(metrics(expression)));
    watched.removeAll(FOREIGN);
    var documented = documented();
    var code = new StringBuilder();
    Repository.javaFiles(Repository.ROOT).stream()
        .filter(file -> Repository.relative(file).contains("/src/main/"))
        .forEach(file -> code.append(Repository.read(file)));

    assertEquals(
        List.of(),
        watched.stream()
            .filter(name -> !documented.contains(name) && !isOfLibrary(name, documented))
            .toList(),
        "not in docs/operations.md");
    assertEquals(
        List.of(),
        watched.stream()
            .filter(name -> code.indexOf('"' + name + '"') < 0 && !isOfLibrary(name, documented))
            .toList(),
        "nowhere in the code");
  }

  /** The docs tell of the JVM's and Vert.x' by their beginning. */
  private static boolean isOfLibrary(String name, Set<String> documented) {
    return documented.stream()
        .filter(family -> family.endsWith("_"))
        .anyMatch(family -> name.startsWith(family));
  }

  @Test
  void theNamesOfAnExpressionAreItsMetrics() {
    assertEquals(
        Set.of("orders", "position_lag_events"),
        metrics("sum by (a_b) (orders{status=\"in_doubt\"}) > 0 and max(position_lag_events[5m])"));
  }

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDo() {
    for (var rule : rules()) {
      assertTrue(
          Set.of("page", "ticket").contains(Yaml.at(rule, "labels", "severity")), rule.toString());
      assertEquals(
          Set.of("summary", "action"), Yaml.map(rule.get("annotations")).keySet(), rule.toString());
    }
    var names = rules().stream().map(rule -> rule.get("alert")).toList();
    assertEquals(Set.copyOf(names).size(), names.size(), "a name twice");
  }

  @Test
  void prometheusWatchesEveryNodeOfTheComposeFile() {
    var config = Yaml.map(DEPLOY.resolve("prometheus/prometheus.yml"));
    var targets =
        Yaml.maps(Yaml.list(config.get("scrape_configs")).getFirst())
            .flatMap(part -> Yaml.list(part.get("targets")).stream())
            .map(String::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    var nodes =
        Yaml.map(Yaml.map(Repository.ROOT.resolve("docker-compose.yml")).get("services"))
            .values()
            .stream()
            .map(service -> Yaml.at(service, "environment", "OUTCRY_NODE"))
            .filter(name -> name != null)
            .map(name -> name + ":8080")
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(nodes, targets);
  }

  @Test
  void dashboardsAskTheProvisionedSourceAndHaveNamesOfTheirOwn() {
    var source =
        Yaml.at(
            Yaml.list(
                    Yaml.map(DEPLOY.resolve("grafana/provisioning/datasources/prometheus.yaml"))
                        .get("datasources"))
                .getFirst(),
            "uid");
    var names = new ArrayList<Object>();
    for (var dashboard : dashboards()) {
      names.add(dashboard.get("uid"));
      var panels = Yaml.list(dashboard.get("panels"));
      var ids = panels.stream().map(panel -> Yaml.at(panel, "id")).toList();
      assertEquals(Set.copyOf(ids).size(), ids.size(), "a panel twice");
      for (var panel : panels) {
        assertEquals(source, Yaml.at(panel, "datasource", "uid"));
      }
    }
    assertEquals(Set.copyOf(names).size(), names.size(), "a dashboard twice");
  }

  @Test
  void promtoolTakesConfigurationAndRules() throws IOException, InterruptedException {
    for (var check : List.of(List.of("config", "prometheus.yml"), List.of("rules", "alerts.yml"))) {
      var command = List.of("promtool", "check", check.getFirst(), "prometheus/" + check.getLast());
      Process process;
      try {
        process =
            new ProcessBuilder(command)
                .directory(DEPLOY.toFile())
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        abort("no promtool on the PATH (Debian: package prometheus): rules are not checked by it");
        return;
      }
      var said = new String(process.getInputStream().readAllBytes());
      assertEquals(0, process.waitFor(), said);
    }
  }

  private static List<Map<String, Object>> rules() {
    return Yaml.maps(Yaml.map(DEPLOY.resolve("prometheus/alerts.yml")))
        .filter(part -> part.containsKey("alert"))
        .toList();
  }

  private static List<Map<String, Object>> dashboards() {
    return Yaml.files(DEPLOY.resolve("grafana/dashboards"), ".json").stream()
        .map(Yaml::map)
        .toList();
  }

  private static List<String> expressions() {
    var expressions = new ArrayList<String>();
    rules().forEach(rule -> expressions.add(String.valueOf(rule.get("expr"))));
    dashboards().stream()
        .flatMap(Yaml::maps)
        .filter(part -> part.containsKey("expr"))
        .forEach(part -> expressions.add(String.valueOf(part.get("expr"))));
    return expressions;
  }

  private static Set<String> metrics(String expression) {
    var bare = LABELS.matcher(STRING.matcher(expression).replaceAll("")).replaceAll(" ");
    var names =
        NAME.matcher(bare)
            .results()
            .map(found -> found.group())
            .collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(WORDS);
    return names;
  }

  /** The names in the first column of the table of metrics. */
  private static Set<String> documented() {
    var text = Repository.read(Repository.ROOT.resolve("docs/operations.md"));
    var section = text.substring(text.indexOf("\n## Metrics"));
    var names = new TreeSet<String>();
    for (var line : section.substring(0, section.indexOf("\n## ", 1)).split("\n")) {
      if (line.startsWith("| `")) {
        Pattern.compile("`([a-z0-9_]+)\\*?`")
            .matcher(line.split("\\|")[1])
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
    }
    return names;
  }
}
