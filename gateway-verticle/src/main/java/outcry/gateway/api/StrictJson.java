package outcry.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import outcry.bus.RefusedException;
import outcry.model.DecimalException;
import outcry.model.RefusalCode;

/**
 * A request body under a strict grammar: known fields once, decimals as strings, small. Every
 * method throws a {@link RefusedException} that names the field.
 */
final class StrictJson {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(4096)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int LINE_MAX = 200;

  private final JsonNode json;

  /** Where it is in the body, e.g. {@code orders[1].}; empty for the body itself. */
  private final String path;

  private StrictJson(JsonNode json, String path) {
    this.json = json;
    this.path = path;
  }

  static StrictJson object(Buffer body, Set<String> known) {
    JsonNode json;
    try {
      json = JSON.readTree(body == null ? "" : utf8(body));
    } catch (JsonProcessingException e) {
      throw new RefusedException(RefusalCode.JSON_SYNTAX, e.getOriginalMessage());
    } catch (IOException e) {
      throw new RefusedException(RefusalCode.JSON_SYNTAX, "not JSON in UTF-8");
    }
    return object(json, "", known);
  }

  /** A reader of bytes would guess: UTF-16, UTF-32, a mark of the byte order. */
  private static String utf8(Buffer body) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
  }

  private static StrictJson object(JsonNode json, String path, Set<String> known) {
    if (json == null || !json.isObject()) {
      throw new RefusedException(
          RefusalCode.JSON_SHAPE, (path.isEmpty() ? "" : path + " ") + "a JSON object is expected");
    }
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new RefusedException(
                    RefusalCode.UNKNOWN_FIELD, "unknown field: " + path + field);
              }
            });
    return new StrictJson(json, path);
  }

  /**
   * Objects in an array.
   *
   * @param most how many there may be
   */
  List<StrictJson> objects(String field, Set<String> known, int most) {
    var value = present(field);
    if (!value.isArray() || value.size() > most) {
      throw new RefusedException(
          RefusalCode.TYPE, path + field + " must be an array of at most " + most);
    }
    var objects = new ArrayList<StrictJson>(value.size());
    for (int i = 0; i < value.size(); i++) {
      objects.add(object(value.get(i), path + field + "[" + i + "].", known));
    }
    return objects;
  }

  /**
   * Strings in an array.
   *
   * @param most how many there may be
   */
  List<String> textList(String field, int most) {
    var value = present(field);
    if (!value.isArray() || value.size() > most) {
      throw new RefusedException(
          RefusalCode.TYPE, path + field + " must be an array of at most " + most);
    }
    var texts = new ArrayList<String>(value.size());
    for (var one : value) {
      if (!one.isTextual()) {
        throw new RefusedException(RefusalCode.TYPE, path + field + " must hold strings");
      }
      texts.add(one.textValue());
    }
    return texts;
  }

  boolean has(String field) {
    return json.has(field);
  }

  String text(String field) {
    return text(field, present(field));
  }

  String text(String field, String absent) {
    return has(field) ? text(field) : absent;
  }

  /** What people read, in pages and logs: one line, nothing that hides or turns letters. */
  String line(String field, String absent) {
    var line = text(field, absent);
    if (line.length() > LINE_MAX || line.codePoints().anyMatch(StrictJson::isHidden)) {
      throw new RefusedException(
          RefusalCode.TYPE,
          path + field + " must be a line of at most " + LINE_MAX + " visible letters");
    }
    return line;
  }

  private static boolean isHidden(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private JsonNode present(String field) {
    var value = json.get(field);
    if (value == null || value.isNull()) {
      throw new RefusedException(RefusalCode.MISSING_FIELD, "missing field: " + path + field);
    }
    return value;
  }

  boolean flag(String field) {
    var value = json.get(field);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new RefusedException(RefusalCode.TYPE, path + field + " must be true or false");
    }
    return value.booleanValue();
  }

  /** Texts by any names. */
  Map<String, String> texts(String field, int most) {
    var texts = new LinkedHashMap<String, String>();
    for (var one : entries(field, most)) {
      texts.put(one.getKey(), text(field + "." + one.getKey(), one.getValue()));
    }
    return texts;
  }

  /** Arrays of texts by any names. */
  Map<String, List<String>> lists(String field, int most, int mostEach) {
    var lists = new LinkedHashMap<String, List<String>>();
    for (var one : entries(field, most)) {
      var name = field + "." + one.getKey();
      if (!one.getValue().isArray() || one.getValue().size() > mostEach) {
        throw new RefusedException(
            RefusalCode.TYPE, path + name + " must be an array of at most " + mostEach);
      }
      var values = new ArrayList<String>();
      one.getValue().forEach(value -> values.add(text(name, value)));
      lists.put(one.getKey(), values);
    }
    return lists;
  }

  private Set<Map.Entry<String, JsonNode>> entries(String field, int most) {
    var value = present(field);
    if (!value.isObject() || value.size() > most) {
      throw new RefusedException(
          RefusalCode.TYPE, path + field + " must be an object of at most " + most + " fields");
    }
    return value.properties();
  }

  private String text(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw new RefusedException(RefusalCode.TYPE, path + name + " must be a string");
    }
    return value.textValue();
  }

  /** A whole number. */
  int count(String field) {
    return count(field, present(field));
  }

  /** Whole numbers. */
  List<Integer> counts(String field) {
    var value = present(field);
    if (!value.isArray()) {
      throw new RefusedException(RefusalCode.TYPE, path + field + " must be an array");
    }
    var counts = new ArrayList<Integer>(value.size());
    value.forEach(one -> counts.add(count(field, one)));
    return counts;
  }

  private int count(String field, JsonNode value) {
    if (!value.isInt()) {
      throw new RefusedException(RefusalCode.TYPE, path + field + " must be a whole number");
    }
    return value.intValue();
  }

  /**
   * The constant with a name.
   *
   * @param absent where the field is missing; null if it must be there
   */
  <E extends Enum<E>> E constant(String field, E[] constants, E absent) {
    if (absent != null && !has(field)) {
      return absent;
    }
    var name = text(field);
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.ENUM,
                    path + field + " must be one of " + Arrays.toString(constants)));
  }

  /** What reading a decimal gives; 0 where the field is missing. */
  long decimalOrZero(String field, ToLongFunction<String> read) {
    return has(field) ? decimal(field, read) : 0;
  }

  long decimal(String field, ToLongFunction<String> read) {
    var text = text(field);
    return named(field, () -> read.applyAsLong(text));
  }

  private long named(String field, LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (DecimalException e) {
      throw new RefusedException(e.code(), path + field + ": " + e.getMessage());
    }
  }

  /** A time, as nanoseconds since the epoch. */
  long time(String field) {
    try {
      var at = Instant.parse(text(field));
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new RefusedException(
          RefusalCode.TYPE, path + field + " must be a time like 2026-07-01T20:00:00Z");
    }
  }
}
