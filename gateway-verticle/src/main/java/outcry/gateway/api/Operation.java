package outcry.gateway.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * A call as the document has it.
 *
 * @param id its operationId
 * @param path with parameters in braces, e.g. {@code /api/v1/orders/{account}}
 * @param hasBody whether it reads a JSON body
 * @param success the status of a good answer
 */
public record Operation(
    String id,
    HttpMethod method,
    String path,
    Scope scope,
    Budget budget,
    List<Parameter> parameters,
    boolean hasBody,
    int success) {

  private static final String KEY = "operation";

  public Operation {
    parameters = List.copyOf(parameters);
  }

  /** The operation a request is for; null where it is for none, e.g. a file of the page. */
  public static Operation of(RoutingContext http) {
    return http.get(KEY);
  }

  void put(RoutingContext http) {
    http.put(KEY, this);
  }

  /** As the router of Vert.x writes it. */
  String routePath() {
    return path.replaceAll("\\{([A-Za-z]+)}", ":$1");
  }
}
