package outcry.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds a manifest against what Kubernetes publishes of its API. Strict: a field that is not there
 * is a problem, though a server would only drop it.
 */
final class KubernetesSchema {

  private static final Map<String, String> GROUPS =
      Map.of(
          "v1", "io.k8s.api.core.v1",
          "apps/v1", "io.k8s.api.apps.v1",
          "policy/v1", "io.k8s.api.policy.v1",
          "networking.k8s.io/v1", "io.k8s.api.networking.v1");

  private final Map<String, Object> definitions =
      Yaml.map(Repository.ROOT.resolve("build-rules/src/test/resources/kubernetes/schema.json"));

  private final List<String> problems = new ArrayList<>();

  /** What is wrong with a manifest; each with its path. */
  List<String> problems(Map<String, Object> manifest) {
    problems.clear();
    var kind = GROUPS.get(String.valueOf(manifest.get("apiVersion"))) + "." + manifest.get("kind");
    if (definitions.containsKey(kind)) {
      check(manifest, Yaml.map(definitions.get(kind)), String.valueOf(manifest.get("kind")));
    } else {
      problems.add("unknown: " + manifest.get("apiVersion") + " " + manifest.get("kind"));
    }
    return List.copyOf(problems);
  }

  private void check(Object value, Map<String, Object> schema, String path) {
    if (schema.get("$ref") instanceof String name) {
      check(value, Yaml.map(definitions.get(name)), path);
      return;
    }
    if (schema.containsKey("oneOf")) {
      checkOneOf(value, Yaml.list(schema.get("oneOf")), path);
      return;
    }
    if (!isOfType(value, schema.get("type"))) {
      problems.add(path + ": not of type " + schema.get("type") + ": " + value);
    }
    if (schema.containsKey("enum") && !Yaml.list(schema.get("enum")).contains(value)) {
      problems.add(path + ": not one of " + schema.get("enum") + ": " + value);
    }
    if (value instanceof Map<?, ?> map) {
      checkFields(Yaml.map(map), schema, path);
    }
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        check(items.get(i), Yaml.map(schema.get("items")), path + "[" + i + "]");
      }
    }
  }

  private void checkFields(Map<String, Object> map, Map<String, Object> schema, String path) {
    for (var required : Yaml.list(schema.get("required"))) {
      if (!map.containsKey(required)) {
        problems.add(path + ": " + required + " is missing");
      }
    }
    var known = Yaml.map(schema.get("properties"));
    boolean isFree = !schema.containsKey("properties");
    map.forEach(
        (name, value) -> {
          var there = path + "." + name;
          if (known.containsKey(name)) {
            check(value, Yaml.map(known.get(name)), there);
          } else if (schema.get("additionalProperties") instanceof Map<?, ?> any) {
            check(value, Yaml.map(any), there);
          } else if (!isFree) {
            problems.add(there + ": no such field");
          }
        });
  }

  private void checkOneOf(Object value, List<Object> alternatives, String path) {
    for (var alternative : alternatives) {
      int before = problems.size();
      check(value, Yaml.map(alternative), path);
      if (problems.size() == before) {
        return;
      }
      problems.subList(before, problems.size()).clear();
    }
    problems.add(path + ": is none of " + alternatives + ": " + value);
  }

  private static boolean isOfType(Object value, Object type) {
    if (type instanceof List<?> any) {
      return any.stream().anyMatch(one -> isOfType(value, one));
    }
    return type == null
        || switch (String.valueOf(type)) {
          case "string" -> value instanceof String;
          case "integer" -> value instanceof Integer || value instanceof Long;
          case "number" -> value instanceof Number;
          case "boolean" -> value instanceof Boolean;
          case "array" -> value instanceof List;
          case "object" -> value instanceof Map;
          case "null" -> value == null;
          default -> throw new IllegalStateException("a type of the schema: " + type);
        };
  }
}
