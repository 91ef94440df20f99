package outcry.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.bus.Defects;
import outcry.bus.Metrics;

class DocumentTest {

  private static final List<String> OPEN =
      List.of("docs", "healthLive", "healthReady", "metrics", "openapi", "stream");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Held against the schema of OpenAPI 3.1 itself. */
  @Test
  void isOpenApi() throws Exception {
    var version = OpenAPIVersion.V3_1;
    var repository =
        version.getRepository(vertx, "https://outcry.invalid").await(10, TimeUnit.SECONDS);
    var document = new JsonObject(Document.load().json().toString());

    var output = version.validateContract(vertx, repository, document).await(10, TimeUnit.SECONDS);
    assertEquals(true, output.getValid(), () -> output.toJson().encodePrettily());
    assertEquals(
        true,
        version
            .resolve(vertx, repository, document)
            .await(10, TimeUnit.SECONDS)
            .containsKey("paths"));
  }

  /** A new one here is a decision: what it shows is for everybody who reaches the port. */
  @Test
  void onlyTheseAskForNoKey() {
    var open =
        Document.load().operations().stream()
            .filter(operation -> operation.scope() == Scope.NONE)
            .map(Operation::id)
            .sorted()
            .toList();

    assertEquals(OPEN, open);
  }

  @Test
  void anOperationWithoutAHandlerIsRefused() {
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> routes(Document.load(), new Operations(new Defects(new Metrics()))));

    assertEquals(true, refused.getMessage().contains("submitOrder"));
  }

  @Test
  void aHandlerWithoutAnOperationIsRefused() {
    var operations =
        new Operations(new Defects(new Metrics()))
            .call("backDoor", _ -> Future.succeededFuture(Answer.text("")));

    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> routes(Document.load().only(_ -> false), operations));
    assertEquals(
        "openapi: without a handler [], not in the document [backDoor]", refused.getMessage());
  }

  private static Routes routes(Document document, Operations operations) {
    return new Routes(document, operations, _ -> RoutingContext::next);
  }
}
