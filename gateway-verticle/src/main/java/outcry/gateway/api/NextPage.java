package outcry.gateway.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpServerRequest;

/** Where the next page is: RFC 8288. */
final class NextPage {

  private NextPage() {}

  /** The same request with another cursor. */
  static String link(HttpServerRequest request, String cursor) {
    var next = new QueryStringEncoder(request.path());
    new QueryStringDecoder(request.uri())
        .parameters()
        .forEach(
            (name, values) -> {
              if (!name.equals("cursor")) {
                values.forEach(value -> next.addParam(name, value));
              }
            });
    next.addParam("cursor", cursor);
    return "<" + next + ">; rel=\"next\"";
  }
}
