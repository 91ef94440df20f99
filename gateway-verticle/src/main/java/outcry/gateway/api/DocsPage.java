package outcry.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The document as people read it: plain HTML that loads nothing but one style sheet of ours. */
final class DocsPage {

  private final JsonNode root;
  private final StringBuilder html = new StringBuilder();

  private DocsPage(JsonNode root) {
    this.root = root;
  }

  static String of(Document document) {
    return new DocsPage(document.json()).page(document);
  }

  private String page(Document document) {
    html.append("<!doctype html><html lang=en><meta charset=utf-8>")
        .append("<meta name=viewport content=\"width=device-width\"><title>Outcry API</title>")
        .append("<link rel=stylesheet href=/docs.css><h1>Outcry API</h1><p>")
        .append(escape(root.at("/info/description").asText()))
        .append("<p><a href=/api/v1/openapi.json>openapi.json</a>");
    var byTag = new LinkedHashMap<String, StringBuilder>();
    for (var operation : document.operations()) {
      var json = root.path("paths").path(operation.path()).path(method(operation));
      var tag = json.path("tags").path(0).asText();
      operation(byTag.computeIfAbsent(tag, _ -> new StringBuilder()), operation, json);
    }
    for (var part : byTag.entrySet()) {
      html.append("<h2>").append(escape(part.getKey())).append("</h2>").append(part.getValue());
    }
    html.append("<h2>schemas</h2>");
    for (var schema : root.at("/components/schemas").properties()) {
      schema(schema);
    }
    return html.append("</html>").toString();
  }

  private void operation(StringBuilder out, Operation operation, JsonNode json) {
    out.append("<section id=").append(escape(operation.id())).append("><h3><code>");
    out.append(operation.method().name()).append(' ').append(escape(operation.path()));
    out.append("</code></h3><p>").append(escape(json.path("summary").asText())).append(". ");
    out.append(escape(json.path("description").asText()));
    out.append("<p class=terms>scope ").append(lower(operation.scope()));
    out.append(", budget ").append(lower(operation.budget()));
    out.append(", answers ").append(operation.success()).append(' ');
    var answer = json.path("responses").path(Integer.toString(operation.success()));
    answer.path("content").forEach(content -> out.append(type(content.path("schema"))));
    if (operation.hasBody()) {
      out.append(", body ").append(type(json.at("/requestBody/content/application~1json/schema")));
    }
    if (!operation.parameters().isEmpty()) {
      out.append("<table><tr><th>parameter<th>is<th>unless given");
      operation.parameters().forEach(parameter -> parameter(out, parameter));
      out.append("</table>");
    }
    out.append("</section>");
  }

  private static void parameter(StringBuilder out, Parameter parameter) {
    out.append("<tr><td><code>").append(escape(parameter.name())).append("</code><td>");
    out.append(
        switch (parameter.type()) {
          case INTEGER -> parameter.minimum() + " to " + parameter.maximum();
          case TIME -> "a time";
          case TEXT ->
              parameter.constants().isEmpty()
                  ? "text"
                  : escape(String.join(", ", parameter.constants()));
        });
    out.append(parameter.repeats() ? ", may be repeated" : "").append("<td>");
    out.append(parameter.required() ? "required" : escape(absent(parameter)));
  }

  private static String absent(Parameter parameter) {
    return parameter.absent() == null ? "" : parameter.absent();
  }

  private void schema(Map.Entry<String, JsonNode> schema) {
    var json = schema.getValue();
    html.append("<section id=schema-").append(escape(schema.getKey())).append("><h3>");
    html.append(escape(schema.getKey())).append("</h3><p>");
    html.append(escape(json.path("description").asText()));
    json.path("allOf").forEach(part -> html.append(type(part)).append(' '));
    if (json.has("properties")) {
      html.append("<table>");
      for (var field : json.path("properties").properties()) {
        html.append("<tr><td><code>").append(escape(field.getKey())).append("</code><td>");
        html.append(type(field.getValue())).append("<td>");
        html.append(escape(field.getValue().path("description").asText()));
      }
      html.append("</table>");
    }
    html.append("</section>");
  }

  private static String type(JsonNode schema) {
    var reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      var name = escape(reference.substring(reference.lastIndexOf('/') + 1));
      return "<a href=#schema-" + name + ">" + name + "</a>";
    }
    if (schema.has("enum")) {
      var constants = new StringBuilder();
      schema
          .path("enum")
          .forEach(one -> constants.append(constants.isEmpty() ? "" : ", ").append(one.asText()));
      return escape(constants.toString());
    }
    var type = schema.path("type").asText();
    return type.equals("array") ? "array of " + type(schema.path("items")) : escape(type);
  }

  private static String method(Operation operation) {
    return operation.method().name().toLowerCase(Locale.ROOT);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
