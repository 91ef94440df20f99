package outcry.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Takes bodies as JSON in UTF-8, as they are, and gives JSON. */
public final class MediaTypes implements Handler<RoutingContext> {

  private static final Pattern JSON =
      Pattern.compile("application/json *(; *charset *= *\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ACCEPTED =
      Pattern.compile(
          "(^|[, ])(\\*/\\*|application/(\\*|json|problem\\+json)|text/(\\*|plain))([;, ]|$)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void handle(RoutingContext http) {
    var headers = http.request().headers();
    if (!http.request().path().startsWith("/api/")) {
      http.next();
      return;
    }
    var coding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      Framing.refuse(http, new Problem(415, "MEDIA_TYPE", "compressed bodies are not read"));
      return;
    }
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    boolean hasBody =
        headers.contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    var type = headers.getAll(HttpHeaders.CONTENT_TYPE);
    if (hasBody && (type.size() != 1 || !JSON.matcher(type.getFirst().strip()).matches())) {
      Framing.refuse(http, new Problem(415, "MEDIA_TYPE", "a body must be application/json"));
      return;
    }
    var accept = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
    if (!accept.isEmpty() && !ACCEPTED.matcher(accept).find()) {
      new Problem(406, "NOT_ACCEPTABLE", "answers are application/json").send(http);
      return;
    }
    http.next();
  }
}
