package outcry.gateway.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import outcry.gateway.api.ViewJson;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.AskReader;
import outcry.gateway.stream.core.BadAskException;
import outcry.gateway.stream.core.Closing;
import outcry.gateway.stream.core.FrameAssembly;
import outcry.gateway.stream.core.FrameAssembly.Outcome;
import outcry.gateway.stream.core.Outbox;
import outcry.gateway.stream.core.Session;
import outcry.gateway.stream.core.StreamLimits;
import outcry.gateway.stream.core.Topic;

/** A socket with its session and what waits for it. Event loop only. */
final class Client {

  private static final int FRAGMENT = 32 * 1024;

  /** What a client asks for is done by somebody else. */
  interface Asked {

    void onAsk(Client client, Ask ask);

    void onEnd(Client client, Closing why);
  }

  private final ServerWebSocket socket;
  private final Channel channel;
  private final Asked asked;
  private final LongSupplier nanoClock;
  private final Session session;
  private final Outbox outbox;
  private final FrameAssembly assembly = new FrameAssembly();
  private Optional<Admission.Caller> caller = Optional.empty();
  private boolean over;

  /**
   * @param channel that the socket is on
   */
  Client(
      ServerWebSocket socket,
      Channel channel,
      StreamLimits limits,
      LongSupplier nanoClock,
      Asked asked) {
    this.socket = socket;
    this.channel = channel;
    this.asked = asked;
    this.nanoClock = nanoClock;
    session = new Session(limits, nanoClock.getAsLong());
    outbox = new Outbox(limits);
    socket.frameHandler(this::onFrame);
    socket.exceptionHandler(this::onException);
    socket.closeHandler(_ -> end(Closing.GONE));
  }

  Optional<Admission.Caller> caller() {
    return caller;
  }

  void caller(Admission.Caller known) {
    caller = Optional.of(known);
    session.known();
  }

  Session session() {
    return session;
  }

  boolean isOver() {
    return over;
  }

  private void onFrame(WebSocketFrame frame) {
    if (over || frame.isClose()) {
      return;
    }
    session.heard(nanoClock.getAsLong()).ifPresent(this::close);
    if (over || frame.isPing() || frame.type() == WebSocketFrameType.PONG) {
      return;
    }
    if (frame.isBinary()) {
      close(Closing.NOT_TEXT);
      return;
    }
    switch (assembly.frame(
        frame.binaryData().getBytes(), frame.isContinuation(), frame.isFinal())) {
      case Outcome.Unfinished _ -> {}
      case Outcome.Message(var text) -> onText(text);
      case Outcome.Refused(var closing) -> close(closing);
    }
  }

  /** The frame decoder refuses what is not in RFC 6455. */
  private void onException(Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      close(
          corrupted.closeStatus().code() == Closing.TOO_BIG.code()
              ? Closing.TOO_BIG
              : Closing.PROTOCOL);
    } else {
      end(Closing.GONE);
    }
  }

  private void onText(String text) {
    try {
      var ask = AskReader.read(text);
      session.take(ask);
      asked.onAsk(this, ask);
    } catch (BadAskException e) {
      refuse(e);
    }
  }

  void refuse(BadAskException bad) {
    error(bad.id(), bad.code(), bad.getMessage());
    if (bad.isMistake()) {
      session.mistaken(nanoClock.getAsLong()).ifPresent(this::close);
    }
  }

  void ok(String id) {
    say(ViewJson.object().put("type", "ok").put("id", id).toString());
  }

  void error(String id, String code, String detail) {
    var json = ViewJson.object().put("type", "error");
    if (!id.isEmpty()) {
      json.put("id", id);
    }
    say(json.put("code", code).put("detail", detail).toString());
  }

  void say(String text) {
    send(text.getBytes(StandardCharsets.UTF_8), false);
  }

  /**
   * Writes whatever waits.
   *
   * @param counted true for an update that counts
   */
  void send(byte[] message, boolean counted) {
    if (!over) {
      outbox.write(message, counted, nanoClock.getAsLong());
      write(message);
      outbox.behind(nanoClock.getAsLong()).ifPresent(this::close);
    }
  }

  /** Writes it now, or once the socket has room and there is no newer one. */
  void sendState(Topic topic, byte[] message) {
    if (!over && outbox.offer(topic, message, nanoClock.getAsLong())) {
      write(message);
    }
  }

  void forget(Topic topic) {
    outbox.forget(topic);
  }

  private void write(byte[] message) {
    var last = Future.<Void>succeededFuture();
    for (int from = 0; from < message.length; from += FRAGMENT) {
      int length = Math.min(FRAGMENT, message.length - from);
      // the only frame that takes bytes as they are: all clients share those of a message
      last =
          socket.writeFrame(
              new WebSocketFrameImpl(
                  from == 0 ? WebSocketFrameType.TEXT : WebSocketFrameType.CONTINUATION,
                  Unpooled.wrappedBuffer(message, from, length),
                  from + length == message.length));
    }
    last.onSuccess(_ -> written()).onFailure(_ -> end(Closing.GONE));
  }

  private void written() {
    if (!over) {
      outbox.written(nanoClock.getAsLong()).forEach(this::write);
    }
  }

  void ping() {
    if (!over) {
      socket.writePing(Buffer.buffer("outcry")).onFailure(_ -> end(Closing.GONE));
    }
  }

  /** Asked now and then. */
  void look() {
    long now = nanoClock.getAsLong();
    session.overdue(now).or(() -> outbox.behind(now)).ifPresent(this::close);
  }

  long bytesWaiting() {
    return outbox.bytes();
  }

  long takeConflated() {
    return outbox.takeConflated();
  }

  /** Says why, and ends it. */
  void close(Closing why) {
    if (over) {
      return;
    }
    end(why);
    if (why.code() == Closing.SLOW_CONSUMER.code()) {
      tellAndWait(why);
    } else {
      socket.close((short) why.code(), why.reason()).onFailure(_ -> cut());
    }
  }

  /**
   * The frame that closes it goes behind all that waits; the library, told to close, would wait for
   * that without end.
   */
  private void tellAndWait(Closing why) {
    write(
        ViewJson.object()
            .put("type", "closing")
            .put("code", why.code())
            .put("reason", why.reason())
            .toString()
            .getBytes(StandardCharsets.UTF_8));
    var payload = Unpooled.buffer();
    payload.writeShort(why.code());
    payload.writeCharSequence(why.reason(), StandardCharsets.UTF_8);
    socket
        .writeFrame(new WebSocketFrameImpl(WebSocketFrameType.CLOSE, payload, true))
        .onFailure(_ -> cut());
  }

  /** Whoever does not read takes no farewell either. */
  void cut() {
    // not through the pipeline: its handlers would wait until all is written
    channel.unsafe().close(channel.voidPromise());
  }

  private void end(Closing why) {
    if (!over) {
      over = true;
      asked.onEnd(this, why);
    }
  }
}
