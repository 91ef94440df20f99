package outcry.gateway.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that reads. */
final class Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  final CompletableFuture<Short> closed = new CompletableFuture<>();

  /** Kept: a client that nobody refers to is closed, sockets and all. */
  private final WebSocketClient client;

  private final WebSocket socket;

  Listener(Vertx vertx, int port) throws Exception {
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxMessageSize(1 << 22));
    socket =
        client
            .connect(
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/api/v1/stream")
                    .setSubProtocols(List.of("outcry.v1")))
            .await(10, TimeUnit.SECONDS);
    socket.textMessageHandler(text -> messages.add(read(text)));
    socket.closeHandler(_ -> closed.complete(socket.closeStatusCode()));
  }

  static Listener known(Vertx vertx, int port) throws Exception {
    var listener = new Listener(vertx, port);
    listener.say("{'op':'auth','id':'auth','token':'alice'}");
    listener.answer("auth");
    return listener;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** With single quotes for double ones. */
  void say(String text) throws Exception {
    socket.writeTextMessage(text.replace('\'', '"')).await(10, TimeUnit.SECONDS);
  }

  void leave() throws Exception {
    socket.close().await(10, TimeUnit.SECONDS);
  }

  JsonNode answer(String id) throws Exception {
    return next(message -> message.path("id").asText().equals(id));
  }

  JsonNode next(String type, String channel) throws Exception {
    return next(
        message ->
            message.path("type").asText().equals(type)
                && message.path("channel").asText().equals(channel));
  }

  /** Those before it are forgotten. */
  JsonNode next(Predicate<JsonNode> wanted) throws Exception {
    while (true) {
      var message = messages.poll(15, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no such message came");
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }
}
