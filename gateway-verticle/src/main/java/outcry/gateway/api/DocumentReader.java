package outcry.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds the operations in an OpenAPI document. */
final class DocumentReader {

  private final JsonNode root;

  DocumentReader(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws IllegalStateException naming what an operation lacks
   */
  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : root.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        operations.add(operation(path.getKey(), method));
      }
    }
    return operations;
  }

  private Operation operation(String path, Map.Entry<String, JsonNode> method) {
    var json = method.getValue();
    var name = method.getKey().toUpperCase(Locale.ROOT);
    var where = name + " " + path;
    return new Operation(
        text(json, "operationId", where),
        HttpMethod.valueOf(name),
        path,
        Scope.valueOf(text(json, "x-outcry-scope", where).toUpperCase(Locale.ROOT)),
        Budget.valueOf(text(json, "x-outcry-budget", where).toUpperCase(Locale.ROOT)),
        StreamSupport.stream(json.path("parameters").spliterator(), false)
            .map(one -> parameter(resolve(one), where))
            .toList(),
        json.has("requestBody"),
        success(json.path("responses"), where));
  }

  private Parameter parameter(JsonNode json, String where) {
    var name = text(json, "name", where);
    var schema = resolve(json.path("schema"));
    boolean repeats = schema.path("type").asText().equals("array");
    var one = repeats ? resolve(schema.path("items")) : schema;
    var constants = new ArrayList<String>();
    one.path("enum").forEach(constant -> constants.add(constant.asText()));
    return new Parameter(
        name,
        text(json, "in", where).equals("path"),
        json.path("required").asBoolean(),
        type(one, where + " " + name),
        repeats,
        repeats ? schema.path("maxItems").asInt() : 1,
        one.path("minimum").asLong(Long.MIN_VALUE),
        one.path("maximum").asLong(Long.MAX_VALUE),
        one.has("pattern") ? Pattern.compile(one.path("pattern").asText()) : null,
        constants,
        schema.has("default") ? schema.path("default").asText() : null);
  }

  private static Parameter.Type type(JsonNode schema, String where) {
    var type = schema.path("type").asText();
    return switch (type) {
      case "integer" -> Parameter.Type.INTEGER;
      case "string" ->
          schema.path("format").asText().equals("date-time")
              ? Parameter.Type.TIME
              : Parameter.Type.TEXT;
      default -> throw new IllegalStateException("openapi: " + where + " has type " + type);
    };
  }

  private static int success(JsonNode responses, String where) {
    for (var response : responses.properties()) {
      if (response.getKey().matches("[12]\\d\\d")) {
        return Integer.parseInt(response.getKey());
      }
    }
    throw new IllegalStateException("openapi: " + where + " has no good answer");
  }

  private JsonNode resolve(JsonNode json) {
    var reference = json.path("$ref");
    return reference.isTextual() ? resolve(root.at(reference.asText().substring(1))) : json;
  }

  private static String text(JsonNode json, String field, String where) {
    var value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalStateException("openapi: " + where + " has no " + field);
    }
    return value.textValue();
  }
}
