package outcry.gateway.stream.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a client sends, under a strict grammar: known fields once, small. Thread-safe. */
public final class AskReader {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int TOKEN_MAX = 2_048;
  private static final int TEXT_MAX = 128;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(4_096)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AskReader() {}

  /**
   * @throws BadAskException if it is not in the protocol, or asks for what there is not
   */
  public static Ask read(String text) {
    var json = object(text);
    var id = id(json);
    var op = text(json, id, "op", TEXT_MAX);
    return switch (op) {
      case "auth" -> {
        known(json, id, List.of("op", "id", "token"));
        yield new Ask.Auth(id, text(json, id, "token", TOKEN_MAX));
      }
      case "subscribe" -> {
        var channel = channel(json, id);
        known(json, id, fields(channel, "from", "epoch"));
        yield new Ask.Subscribe(
            id, topic(json, id, channel), from(json, id), optional(json, id, "epoch"));
      }
      case "unsubscribe" -> {
        var channel = channel(json, id);
        known(json, id, fields(channel));
        yield new Ask.Unsubscribe(id, topic(json, id, channel));
      }
      case "ping" -> {
        known(json, id, List.of("op", "id"));
        yield new Ask.Ping(id);
      }
      default -> throw BadAskException.mistake(id, "UNKNOWN_OP", "unknown op");
    };
  }

  private static JsonNode object(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw BadAskException.mistake("", "JSON_SYNTAX", e.getOriginalMessage());
    }
    if (json == null || !json.isObject()) {
      throw BadAskException.mistake("", "JSON_SHAPE", "a JSON object is expected");
    }
    return json;
  }

  private static String id(JsonNode json) {
    var id = text(json, "", "id", TEXT_MAX);
    if (!ID.matcher(id).matches()) {
      throw BadAskException.mistake(
          "", "TYPE", "id must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    return id;
  }

  /** Whatever it is that is not in the list: internal addresses and patterns are none. */
  private static Channel channel(JsonNode json, String id) {
    var name = text(json, id, "channel", TEXT_MAX);
    return Channel.of(name)
        .orElseThrow(() -> BadAskException.refused(id, "FORBIDDEN", "there is no such channel"));
  }

  private static Topic topic(JsonNode json, String id, Channel channel) {
    var values = new ArrayList<String>();
    channel.keys().forEach(key -> values.add(text(json, id, key, TEXT_MAX)));
    values.addAll(List.of("", ""));
    return new Topic(channel, values.get(0), values.get(1));
  }

  private static long from(JsonNode json, String id) {
    var from = json.get("from");
    if (from == null) {
      return Ask.Subscribe.SNAPSHOT;
    }
    if (!from.isIntegralNumber() || !from.canConvertToLong()) {
      throw BadAskException.mistake(id, "TYPE", "from must be a whole number");
    }
    if (from.longValue() < 0) {
      throw BadAskException.refused(id, "SEQ_RANGE", "from must not be negative");
    }
    return from.longValue();
  }

  private static List<String> fields(Channel channel, String... more) {
    var fields = new ArrayList<>(List.of("op", "id", "channel"));
    fields.addAll(channel.keys());
    fields.addAll(List.of(more));
    return fields;
  }

  private static void known(JsonNode json, String id, List<String> fields) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!fields.contains(field)) {
                throw BadAskException.mistake(
                    id, "UNKNOWN_FIELD", "only these fields are known here: " + fields);
              }
            });
  }

  private static String optional(JsonNode json, String id, String field) {
    return json.has(field) ? text(json, id, field, TEXT_MAX) : "";
  }

  private static String text(JsonNode json, String id, String field, int most) {
    var value = json.get(field);
    if (value == null || value.isNull()) {
      throw BadAskException.mistake(id, "MISSING_FIELD", "missing field: " + field);
    }
    if (!value.isTextual() || value.textValue().length() > most) {
      throw BadAskException.mistake(
          id, "TYPE", field + " must be a string of at most " + most + " characters");
    }
    return value.textValue();
  }
}
