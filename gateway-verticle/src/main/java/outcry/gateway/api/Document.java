package outcry.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The OpenAPI document: the only source of the routes. Kept as one file for each area, served as
 * one.
 *
 * @param json all of it
 * @param operations in the order of the document
 */
public record Document(JsonNode json, List<Operation> operations) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> AREAS =
      List.of(
          "orders",
          "market",
          "accounts",
          "strategies",
          "risk",
          "backtests",
          "cluster",
          "node",
          "access",
          "stream");

  /**
   * The document of this version.
   *
   * @throws IllegalStateException naming what is wrong in it
   */
  public static Document load() {
    var root = (ObjectNode) read("root");
    var paths = root.putObject("paths");
    for (var area : AREAS) {
      read(area)
          .properties()
          .forEach(
              path -> {
                if (paths.has(path.getKey())) {
                  throw new IllegalStateException("openapi: " + path.getKey() + " is there twice");
                }
                paths.set(path.getKey(), path.getValue());
              });
    }
    return new Document(root, new DocumentReader(root).operations());
  }

  public Document {
    operations = List.copyOf(operations);
  }

  /** With these operations alone. */
  public Document only(Predicate<Operation> which) {
    return new Document(json, operations.stream().filter(which).toList());
  }

  private static JsonNode read(String area) {
    try (var in = Document.class.getResourceAsStream("/openapi/" + area + ".json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("openapi/" + area + ".json", e);
    }
  }
}
