package outcry.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A page of a list.
 *
 * @param items an array
 * @param next path and query of the page that follows; empty if this is the last
 */
public record Page(JsonNode items, String next) {

  public boolean hasNext() {
    return !next.isEmpty();
  }
}
