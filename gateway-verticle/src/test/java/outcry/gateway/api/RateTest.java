package outcry.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.gateway.http.RequestId;
import outcry.gateway.security.Security;
import outcry.gateway.security.TestAccess;
import outcry.model.access.Credential;

/** Who asks too often is told when to come back, and can still cancel (B37). */
class RateTest {

  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final Credential key = TestAccess.operator();

  @AfterEach
  void close() throws Exception {
    await(node.close());
  }

  /** Lets one request of a kind in within a second. */
  private final class Door extends VerticleBase {

    private int port;

    @Override
    public Future<?> start() {
      var security = new Security(node, TestAccess.access(1));
      var gate =
          new SecureGate(security, Map.of(Budget.READ, 1, Budget.ORDER, 1, Budget.CANCEL, 1));
      var router = Router.router(vertx);
      router.route().handler(new RequestId());
      for (var operation : Document.load().operations()) {
        router
            .route(operation.method(), operation.routePath())
            .handler(gate.before(operation))
            .handler(http -> http.response().end("let in").onFailure(http::fail));
      }
      return security
          .start()
          .compose(_ -> vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
          .onSuccess(server -> port = server.actualPort());
    }
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndCanStillCancel() throws Exception {
    var door = new Door();
    await(node.vertx().deployVerticle(door));
    var client = WebClient.create(node.vertx());
    var sent = new ArrayList<Future<HttpResponse<Buffer>>>();
    for (var call :
        List.of("GET /api/v1/orders", "GET /api/v1/orders", "DELETE /api/v1/orders/bob/o-1")) {
      var words = call.split(" ");
      var request = client.request(HttpMethod.valueOf(words[0]), door.port, "127.0.0.1", words[1]);
      sent.add(TestAccess.sign(request, words[0], words[1], new byte[0], key).send());
    }
    var answers = new ArrayList<String>();
    for (var one : sent) {
      var answer = await(one);
      answers.add(answer.statusCode() + " " + answer.getHeader("Retry-After"));
    }

    assertEquals("200 null", answers.removeLast(), "the cancel");
    answers.sort(null);
    assertEquals(List.of("200 null", "429 1"), answers, "whichever came first");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
