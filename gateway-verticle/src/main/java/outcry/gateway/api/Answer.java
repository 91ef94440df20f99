package outcry.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/**
 * A good answer.
 *
 * @param status 0 for the one the document has
 * @param next cursor of the page that follows; empty if this is the last, or all
 */
record Answer(int status, String mediaType, Buffer body, String next) {

  static Answer of(JsonNode json) {
    return page(json, "");
  }

  static Answer page(JsonNode json, String next) {
    return new Answer(0, "application/json", Buffer.buffer(json.toString()), next);
  }

  static Answer text(String text) {
    return new Answer(0, "text/plain; charset=utf-8", Buffer.buffer(text), "");
  }

  static Answer html(String page) {
    return new Answer(0, "text/html; charset=utf-8", Buffer.buffer(page), "");
  }

  Answer withStatus(int status) {
    return new Answer(status, mediaType, body, next);
  }
}
