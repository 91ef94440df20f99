package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The rooms of the house and the doors between them, as docs/design.md has them. */
class ModuleDependencyTest {

  private static final String GROUP = "outcry";

  /** At the end of a chain: may use everything. */
  private static final Set<String> ALL =
      Set.of(
          "model",
          "bus",
          "postgres-testing",
          "journal",
          "cluster",
          "venue",
          "market-data-verticle",
          "order-verticle",
          "strategy-verticle",
          "position-verticle",
          "exchange-verticle",
          "gateway-verticle",
          "simulation",
          "chaos",
          "client",
          "launcher");

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("build-rules", Set.of()),
          Map.entry("model", Set.of()),
          Map.entry("bus", Set.of("model")),
          Map.entry("journal", Set.of("model", "postgres-testing")),
          Map.entry("cluster", Set.of("model", "bus", "journal", "postgres-testing")),
          Map.entry("venue", Set.of("model")),
          Map.entry("market-data-verticle", Set.of("model", "bus", "venue")),
          Map.entry("order-verticle", Set.of("model", "bus", "journal", "venue")),
          Map.entry("position-verticle", Set.of("model", "bus", "journal", "postgres-testing")),
          Map.entry("strategy-verticle", Set.of("model", "bus")),
          Map.entry("exchange-verticle", Set.of("model", "bus", "venue")),
          Map.entry("gateway-verticle", Set.of("model", "bus", "journal")),
          Map.entry(
              "simulation",
              Set.of(
                  "model", "journal", "cluster", "venue", "order-verticle", "position-verticle")),
          Map.entry("postgres-testing", Set.of()),
          Map.entry("chaos", Set.of("model", "journal", "venue")),
          Map.entry("client", Set.of("model")),
          Map.entry("launcher", ALL),
          Map.entry("cluster-tests", Set.of("chaos", "launcher")),
          Map.entry("benchmarks", ALL));

  @Test
  void everyModuleIsInTheTable() throws Exception {
    assertEquals(
        new TreeSet<>(ALLOWED.keySet()),
        new TreeSet<>(modules()),
        "decide what the new module may depend on, here and in docs/design.md");
  }

  @Test
  void modulesOnlyUseWhatTheTableAllows() throws Exception {
    var forbidden = new ArrayList<String>();
    for (var module : modules()) {
      for (var dependency : dependencies(module)) {
        if (!ALLOWED.getOrDefault(module, Set.of()).contains(dependency)) {
          forbidden.add(module + " -> " + dependency);
        }
      }
    }

    assertEquals(
        List.of(), forbidden, "let them meet in model and on the bus, or move the code down");
  }

  private static List<String> modules() throws Exception {
    var modules = new ArrayList<String>();
    var elements = pom(Repository.ROOT).getElementsByTagName("module");
    for (var element : elements(elements)) {
      modules.add(element.getTextContent().strip());
    }
    return modules;
  }

  /** The modules of this project that a module asks for, in any scope. */
  private static List<String> dependencies(String module) throws Exception {
    var names = new ArrayList<String>();
    var pom = pom(Repository.ROOT.resolve(module));
    for (var dependency : elements(pom.getElementsByTagName("dependency"))) {
      var name = text(dependency, "artifactId");
      if (GROUP.equals(text(dependency, "groupId")) && !name.equals("build-rules")) {
        names.add(name);
      }
    }
    return names;
  }

  private static Document pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile());
  }

  private static List<Element> elements(NodeList nodes) {
    var elements = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String child) {
    return parent.getElementsByTagName(child).item(0).getTextContent().strip();
  }
}
