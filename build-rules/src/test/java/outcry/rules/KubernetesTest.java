package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manifests of deploy/kubernetes: by Kubernetes' own schemas, and that they fit together. */
class KubernetesTest {

  /** Made by hand before the first start, see docs/operations.md; with their keys. */
  private static final Map<String, Set<String>> SECRETS =
      Map.of(
          "outcry-database",
          Set.of("password"),
          "outcry-nodes",
          Set.of("trust.p12", "password", "session"));

  private static final Set<String> ROLES =
      Set.of("market-data", "order", "strategy", "position", "gateway", "exchange");

  private final List<Map<String, Object>> manifests = manifests();

  private static List<Map<String, Object>> manifests() {
    var folder = Repository.ROOT.resolve("deploy/kubernetes");
    var all = new ArrayList<Map<String, Object>>();
    for (var file : Yaml.list(Yaml.map(folder.resolve("kustomization.yaml")).get("resources"))) {
      for (var document : Yaml.documents(folder.resolve(String.valueOf(file)))) {
        all.add(Yaml.map(document));
      }
    }
    return all;
  }

  @Test
  void everyFileIsPartOfTheKustomization() {
    var folder = Repository.ROOT.resolve("deploy/kubernetes");
    var there = new TreeSet<String>();
    Yaml.files(folder, ".yaml").forEach(file -> there.add(file.getFileName().toString()));
    there.remove("kustomization.yaml");
    var named = new TreeSet<String>();
    Yaml.list(Yaml.map(folder.resolve("kustomization.yaml")).get("resources"))
        .forEach(file -> named.add(String.valueOf(file)));

    assertEquals(there, named);
  }

  @Test
  void everyManifestIsAsKubernetesPublishesIt() {
    var schema = new KubernetesSchema();
    var problems = new ArrayList<String>();
    for (var manifest : manifests) {
      schema.problems(manifest).forEach(problem -> problems.add(name(manifest) + ": " + problem));
    }

    assertEquals(List.of(), problems);
  }

  @Test
  void whatAManifestNamesIsThere() {
    var problems = new ArrayList<String>();
    for (var set : ofKind("StatefulSet")) {
      var pod = Yaml.at(set, "spec", "template", "spec");
      Yaml.maps(pod).forEach(part -> checkReferences(name(set), part, problems));
      checkMounts(set, problems);
      var service = Yaml.at(set, "spec", "serviceName");
      if (named("Service", service) == null) {
        problems.add(name(set) + ": no service " + service);
      }
      var labels = Yaml.map(Yaml.at(set, "spec", "template", "metadata", "labels"));
      if (!isSelected(labels, Yaml.at(set, "spec", "selector", "matchLabels"))) {
        problems.add(name(set) + ": does not select its own pods");
      }
    }

    assertEquals(List.of(), problems);
  }

  private void checkReferences(String where, Map<String, Object> part, List<String> problems) {
    if (part.get("configMap") instanceof Map<?, ?> map
        && named("ConfigMap", map.get("name")) == null) {
      problems.add(where + ": no config map " + map.get("name"));
    }
    if (part.get("secretName") instanceof String secret && !SECRETS.containsKey(secret)) {
      problems.add(where + ": no secret " + secret);
    }
    if (part.get("secret") instanceof Map<?, ?> secret && secret.containsKey("items")) {
      var keys = SECRETS.getOrDefault(String.valueOf(secret.get("name")), Set.of());
      Yaml.list(secret.get("items")).stream()
          .map(item -> String.valueOf(Yaml.at(item, "key")))
          .filter(key -> !keys.contains(key))
          .forEach(key -> problems.add(where + ": no key " + key + " in " + secret.get("name")));
    }
  }

  private static void checkMounts(Map<String, Object> set, List<String> problems) {
    var pod = Yaml.at(set, "spec", "template", "spec");
    var volumes = names(Yaml.at(pod, "volumes"));
    volumes.addAll(
        Yaml.list(Yaml.at(set, "spec", "volumeClaimTemplates")).stream()
            .map(claim -> String.valueOf(Yaml.at(claim, "metadata", "name")))
            .toList());
    for (var container : Yaml.list(Yaml.at(pod, "containers"))) {
      assertEquals(
          new TreeSet<>(volumes),
          new TreeSet<>(names(Yaml.at(container, "volumeMounts"))),
          name(set) + ": what is mounted is there, and what is there is mounted");
      var ports = names(Yaml.at(container, "ports"));
      Yaml.maps(container)
          .map(part -> Yaml.at(part, "httpGet", "port"))
          .filter(port -> port instanceof String && !ports.contains(port))
          .forEach(port -> problems.add(name(set) + ": no port " + port));
    }
  }

  @Test
  void servicesAndBudgetsAndPoliciesSelectPodsThatHaveTheirPorts() {
    var problems = new ArrayList<String>();
    for (var service : ofKind("Service")) {
      var pods = selected(Yaml.at(service, "spec", "selector"));
      if (pods.isEmpty()) {
        problems.add(name(service) + " selects no pod");
      }
      for (var port : Yaml.list(Yaml.at(service, "spec", "ports"))) {
        requirePort(name(service), pods, Yaml.at(port, "targetPort"), problems);
      }
    }
    for (var budget : ofKind("PodDisruptionBudget")) {
      if (selected(Yaml.at(budget, "spec", "selector", "matchLabels")).size() != 1) {
        problems.add(name(budget) + " does not select one kind of pod");
      }
    }
    for (var policy : ofKind("NetworkPolicy")) {
      var pods = selected(Yaml.at(policy, "spec", "podSelector", "matchLabels"));
      for (var rule : Yaml.list(Yaml.at(policy, "spec", "ingress"))) {
        for (var port : Yaml.list(Yaml.at(rule, "ports"))) {
          requirePort(name(policy), pods, Yaml.at(port, "port"), problems);
        }
      }
    }

    assertEquals(List.of(), problems);
  }

  private static void requirePort(
      String where, List<Map<String, Object>> pods, Object port, List<String> problems) {
    for (var pod : pods) {
      var containers = Yaml.list(Yaml.at(pod, "spec", "template", "spec", "containers"));
      if (containers.stream().noneMatch(each -> names(Yaml.at(each, "ports")).contains(port))) {
        problems.add(where + ": " + name(pod) + " has no port " + port);
      }
    }
  }

  @Test
  void theRolesDifferInNothingButWhatTheyDo() {
    var pods = new TreeMap<String, Object>();
    for (var set : ofKind("StatefulSet")) {
      var role = String.valueOf(Yaml.at(set, "metadata", "name"));
      if (ROLES.contains(role)) {
        var text = String.valueOf(Yaml.at(set, "spec", "template"));
        pods.put(
            role,
            text.replaceAll("(=|, )" + role + "(?=[,}])", "$1ROLE")
                .replace(", {name=data, emptyDir={sizeLimit=1Gi}}", ""));
      }
    }

    assertEquals(ROLES, pods.keySet());
    assertEquals(1, new TreeSet<>(pods.values().stream().map(String::valueOf).toList()).size());
  }

  @Test
  void nothingRunsAsRootOrWithMoreThanItNeeds() {
    for (var set : ofKind("StatefulSet")) {
      var pod = Yaml.at(set, "spec", "template", "spec");
      assertEquals(true, Yaml.at(pod, "securityContext", "runAsNonRoot"), name(set));
      assertEquals(false, Yaml.at(pod, "automountServiceAccountToken"), name(set));
      for (var container : Yaml.list(Yaml.at(pod, "containers"))) {
        var security = Yaml.at(container, "securityContext");
        assertEquals(false, Yaml.at(security, "allowPrivilegeEscalation"), name(set));
        assertEquals(List.of("ALL"), Yaml.at(security, "capabilities", "drop"), name(set));
      }
    }
  }

  @Test
  void theClusterFileFitsTheManifests() {
    var file = named("ConfigMap", "outcry-cluster");
    var cluster = Yaml.json(String.valueOf(Yaml.at(file, "data", "cluster.json")));
    var service = named("Service", "outcry");
    var ports = new TreeMap<String, Object>();
    for (var port : Yaml.list(Yaml.at(service, "spec", "ports"))) {
      ports.put(String.valueOf(Yaml.at(port, "name")), Yaml.at(port, "port"));
    }
    var namespace = Yaml.at(ofKind("Namespace").getFirst(), "metadata", "name");

    assertEquals(Map.of("members", cluster.get("port"), "bus", cluster.get("busPort")), ports);
    assertEquals(
        "outcry." + namespace + ".svc.cluster.local", Yaml.at(cluster, "kubernetes", "service"));
    assertEquals("None", Yaml.at(service, "spec", "clusterIP"));
  }

  private List<Map<String, Object>> ofKind(String kind) {
    return manifests.stream().filter(each -> kind.equals(each.get("kind"))).toList();
  }

  private Map<String, Object> named(String kind, Object name) {
    return ofKind(kind).stream()
        .filter(each -> Yaml.at(each, "metadata", "name").equals(name))
        .findFirst()
        .orElse(null);
  }

  private List<Map<String, Object>> selected(Object labels) {
    return ofKind("StatefulSet").stream()
        .filter(
            set ->
                isSelected(
                    Yaml.map(Yaml.at(set, "spec", "template", "metadata", "labels")), labels))
        .toList();
  }

  private static boolean isSelected(Map<String, Object> labels, Object selector) {
    return !Yaml.map(selector).isEmpty()
        && labels.entrySet().containsAll(Yaml.map(selector).entrySet());
  }

  private static Set<String> names(Object list) {
    return Yaml.list(list).stream()
        .map(each -> String.valueOf(Yaml.at(each, "name")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Map<String, Object> manifest) {
    return manifest.get("kind") + " " + Yaml.at(manifest, "metadata", "name");
  }
}
