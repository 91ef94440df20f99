package outcry.gateway.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** Builds the routes from the document, and from nothing else. */
public final class Routes {

  /** Bytes. */
  public static final int BODY_MAX = 64 * 1024;

  private final Document document;
  private final Operations operations;
  private final Gate gate;

  /**
   * @throws IllegalStateException if the document and the handlers do not match one to one
   */
  public Routes(Document document, Operations operations, Gate gate) {
    this.document = document;
    this.operations = operations;
    this.gate = gate;
    var documented = document.operations().stream().map(Operation::id).toList();
    var missing = new TreeSet<>(documented);
    missing.removeAll(operations.handlers().keySet());
    var undocumented = new TreeSet<>(operations.handlers().keySet());
    undocumented.removeAll(documented);
    if (!missing.isEmpty() || !undocumented.isEmpty()) {
      throw new IllegalStateException(
          "openapi: without a handler " + missing + ", not in the document " + undocumented);
    }
    if (documented.size() != operations.handlers().size()) {
      throw new IllegalStateException("openapi: an operationId is there twice: " + documented);
    }
  }

  /** The operations that fulfil a condition. A path without parameters wins over one with. */
  public void mount(Router router, Predicate<Operation> which) {
    var chosen = document.operations().stream().filter(which).toList();
    var byPath =
        chosen.stream().collect(Collectors.groupingBy(Operation::routePath, Collectors.toList()));
    byPath.keySet().stream()
        .sorted(Routes::concreteFirst)
        .forEach(path -> mount(router, path, byPath.get(path)));
  }

  /** Fewer parameters win, and letters over a parameter, which begins with a colon. */
  private static int concreteFirst(String one, String other) {
    int parameters = Long.compare(parameters(one), parameters(other));
    return parameters != 0 ? parameters : one.replace(':', '~').compareTo(other.replace(':', '~'));
  }

  private static long parameters(String path) {
    return path.chars().filter(character -> character == ':').count();
  }

  private void mount(Router router, String path, List<Operation> operations) {
    operations.forEach(operation -> mount(router, path, operation));
    var allowed =
        operations.stream()
            .map(operation -> operation.method().name())
            .sorted()
            .collect(Collectors.joining(", "));
    router
        .route(path)
        .handler(
            http -> {
              http.response().putHeader("Allow", allowed);
              new Problem(405, "METHOD", "this path takes " + allowed).send(http);
            });
  }

  private void mount(Router router, String path, Operation operation) {
    var method = operation.method();
    router
        .route(method, path)
        .handler(
            http -> {
              operation.put(http);
              http.request().pause(); // the gate may have to wait, and a body must not be lost
              http.next();
            });
    router.route(method, path).handler(gate.before(operation));
    router.route(method, path).handler(http -> checked(http, operation));
    if (operation.hasBody()) {
      router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
    }
    router.route(method, path).handler(gate.after(operation));
    router.route(method, path).handler(operations.handlers().get(operation.id()));
  }

  private static void checked(RoutingContext http, Operation operation) {
    try {
      Parameters.check(http, operation);
    } catch (ProblemException e) {
      e.problem().send(http);
      return;
    }
    if (operation.hasBody()) {
      http.request().resume();
    }
    http.next();
  }
}
