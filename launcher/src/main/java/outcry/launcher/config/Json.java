package outcry.launcher.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value and the line it begins in. */
sealed interface Json {

  int line();

  record Object(Map<String, Json> fields, int line) implements Json {}

  record Array(List<Json> items, int line) implements Json {}

  record Text(String value, int line) implements Json {}

  /** As it is written. */
  record Number(String value, int line) implements Json {}

  record Flag(boolean value, int line) implements Json {}

  /** JSON, with comments as in Java and trailing commas. */
  static Json parse(String text, Problems problems) {
    var factory =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    try (var parser = factory.createParser(text)) {
      parser.nextToken();
      var value = value(parser, "", problems);
      if (parser.nextToken() != null) {
        throw problems.at(line(parser), "JSON_SYNTAX", "", "more after the end");
      }
      return value;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw problems.at(line, "JSON_SYNTAX", "", e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static Json value(JsonParser parser, String path, Problems problems) throws IOException {
    int line = line(parser);
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw problems.at(line, "JSON_SYNTAX", path, "nothing is there");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, path, problems);
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, path + "[" + items.size() + "]", problems));
        }
        yield new Array(List.copyOf(items), line);
      }
      case VALUE_STRING -> new Text(parser.getText(), line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Number(parser.getText(), line);
      case VALUE_TRUE -> new Flag(true, line);
      case VALUE_FALSE -> new Flag(false, line);
      case VALUE_NULL -> throw problems.at(line, "TYPE", path, "null is no value: leave it out");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw problems.at(line, "JSON_SYNTAX", path, "a value is missing");
    };
  }

  private static Json object(JsonParser parser, String path, Problems problems) throws IOException {
    int line = line(parser);
    var fields = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var field = path.isEmpty() ? name : path + "." + name;
      int at = line(parser);
      parser.nextToken();
      if (fields.put(name, value(parser, field, problems)) != null) {
        throw problems.at(at, "DUPLICATE_FIELD", field, "is there twice");
      }
    }
    return new Object(fields, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The same without comments, on one line. */
  static String text(Json json) {
    return switch (json) {
      case Object object -> {
        var parts = new ArrayList<String>();
        object.fields().forEach((name, value) -> parts.add(quoted(name) + ":" + text(value)));
        yield "{" + String.join(",", parts) + "}";
      }
      case Array array ->
          "[" + String.join(",", array.items().stream().map(Json::text).toList()) + "]";
      case Text text -> quoted(text.value());
      case Number number -> number.value();
      case Flag flag -> Boolean.toString(flag.value());
    };
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
