package outcry.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import outcry.gateway.security.Principal;

/**
 * A request whose parameters are as the document has them. Event loop only.
 *
 * @param http for what is not in the document
 */
record Request(RoutingContext http, Operation operation) {

  /** A parameter of the path, or of the query; its default, or empty, if it is not given. */
  String text(String name) {
    var given = http.pathParams().get(name);
    if (given == null) {
      given = http.queryParams().get(name);
    }
    if (given != null) {
      return given;
    }
    var absent = parameter(name).absent();
    return absent == null ? "" : absent;
  }

  boolean has(String name) {
    return !text(name).isEmpty();
  }

  /** Every value of a parameter that may be repeated. */
  List<String> texts(String name) {
    return http.queryParams().getAll(name);
  }

  /** A number; its default if it is not given. */
  int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A time in nanoseconds since the epoch, or what else if it is not given. */
  long time(String name, long absent) {
    var text = text(name);
    return text.isEmpty() ? absent : Parameters.time(name, text);
  }

  /** Of an operation that has one. */
  Buffer body() {
    return http.body().buffer();
  }

  /** Whoever asks. */
  Principal principal() {
    return Principal.of(http);
  }

  private Parameter parameter(String name) {
    return operation.parameters().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation.id() + " has no " + name));
  }
}
