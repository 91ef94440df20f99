package outcry.gateway.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** Holds the parameters of a request against the document, before anything is done. */
final class Parameters {

  private Parameters() {}

  /**
   * @throws ProblemException naming the parameter
   */
  static void check(RoutingContext http, Operation operation) {
    var query = query(http);
    for (var name : query.names()) {
      if (operation.parameters().stream()
          .noneMatch(one -> !one.inPath() && one.name().equals(name))) {
        throw problem(400, "UNKNOWN_PARAM", name, "unknown parameter: " + name);
      }
    }
    for (var parameter : operation.parameters()) {
      if (parameter.inPath()) {
        check(parameter, http.pathParam(parameter.name()));
      } else {
        check(parameter, query.getAll(parameter.name()));
      }
    }
  }

  /** Of the query, decoded. */
  private static MultiMap query(RoutingContext http) {
    try {
      return http.queryParams();
    } catch (IllegalArgumentException e) {
      throw problem(400, "RANGE", "", "the query is not well encoded");
    }
  }

  private static void check(Parameter parameter, List<String> values) {
    var name = parameter.name();
    if (values.isEmpty() && parameter.required()) {
      throw problem(400, "MISSING_PARAM", name, "missing parameter: " + name);
    }
    if (values.size() > parameter.most()) {
      throw parameter.repeats()
          ? problem(400, "RANGE", name, name + " may be given " + parameter.most() + " times")
          : problem(400, "DUPLICATE_PARAM", name, name + " is given " + values.size() + " times");
    }
    values.forEach(value -> check(parameter, value));
  }

  private static void check(Parameter parameter, String value) {
    var name = parameter.name();
    switch (parameter.type()) {
      case INTEGER -> {
        boolean number = value.matches("-?\\d{1,18}");
        long given = number ? Long.parseLong(value) : 0;
        if (!number || given < parameter.minimum() || given > parameter.maximum()) {
          throw range(
              name,
              "must be a whole number from " + parameter.minimum() + " to " + parameter.maximum());
        }
      }
      case TIME -> time(name, value);
      case TEXT -> {
        if (!parameter.constants().isEmpty() && !parameter.constants().contains(value)) {
          var known = String.join(", ", parameter.constants());
          throw problem(422, "ENUM", name, name + " must be one of " + known);
        }
        if (parameter.pattern() != null && !parameter.pattern().matcher(value).matches()) {
          throw range(name, "must match " + parameter.pattern());
        }
      }
    }
  }

  /**
   * RFC 3339 text, UTC, as nanoseconds since the epoch.
   *
   * @throws ProblemException if it is none, or not between 1970 and 2262
   */
  static long time(String name, String value) {
    try {
      var at = Instant.parse(value);
      if (at.getEpochSecond() >= 0) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw range(name, "must be a time like 2026-07-01T20:00:00Z");
    }
    throw range(name, "must be after 1970");
  }

  private static ProblemException range(String name, String must) {
    return problem(400, "RANGE", name, name + " " + must);
  }

  private static ProblemException problem(int status, String code, String field, String detail) {
    return new ProblemException(new Problem(status, code, detail, field));
  }
}
