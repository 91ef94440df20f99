package outcry.gateway.api;

import io.vertx.core.Future;

/** What an operation does. */
@FunctionalInterface
interface Call {

  /** May also throw what the future would fail with. */
  Future<Answer> answer(Request request);
}
