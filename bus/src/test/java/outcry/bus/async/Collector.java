package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import outcry.model.MarketEvent;

/** A slow writer: full after so many, until it is drained. */
final class Collector implements WriteStream<MarketEvent> {

  private final int room;
  private final List<Long> written = new ArrayList<>();
  private int waiting;
  private Handler<Void> drainHandler;

  Collector(int room) {
    this.room = room;
  }

  List<Long> written() {
    return written;
  }

  /** Drains until nothing comes any more. */
  Object drainAll() {
    while (waiting > 0) {
      waiting = 0;
      if (drainHandler != null) {
        drainHandler.handle(null);
      }
    }
    return null;
  }

  @Override
  public WriteStream<MarketEvent> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public Future<Void> write(MarketEvent event) {
    if (writeQueueFull()) {
      throw new AssertionError("written to while full");
    }
    written.add(event.receivedNanos());
    waiting++;
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public WriteStream<MarketEvent> setWriteQueueMaxSize(int size) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return waiting >= room;
  }

  @Override
  public WriteStream<MarketEvent> drainHandler(Handler<Void> handler) {
    drainHandler = handler;
    return this;
  }
}
