package outcry.bus;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import outcry.model.wire.WireCodec;

/**
 * Identity within the node, since messages are immutable; length and bytes of the wire codec
 * between nodes.
 */
final class BusCodec<T> implements MessageCodec<T, Object> {

  /** The longest message between nodes, in bytes. */
  static final int SIZE_MAX = 16 << 20;

  /** In place of the length of what could not be written. */
  private static final int UNWRITABLE = -1;

  private final WireCodec<T> wire;
  private final Defects defects;
  private final Counter messagesOut;
  private final Counter messagesIn;
  private final Counter bytesOut;
  private final Counter bytesIn;

  BusCodec(WireCodec<T> wire, Metrics metrics, Defects defects) {
    this.wire = wire;
    this.defects = defects;
    messagesOut = counter(metrics, "eventbus_remote_messages_total", "out");
    messagesIn = counter(metrics, "eventbus_remote_messages_total", "in");
    bytesOut = counter(metrics, "eventbus_remote_bytes_total", "out");
    bytesIn = counter(metrics, "eventbus_remote_bytes_total", "in");
  }

  private Counter counter(Metrics metrics, String name, String direction) {
    return metrics.counter(name, "codec", wire.name(), "direction", direction);
  }

  /** Throws nothing: the event bus would lose it, and other messages with it. */
  @Override
  public void encodeToWire(Buffer buffer, T message) {
    try {
      byte[] bytes = wire.toBytes(message);
      if (bytes.length > SIZE_MAX) {
        throw new IllegalArgumentException(bytes.length + " bytes are too many for one message");
      }
      buffer.appendInt(bytes.length).appendBytes(bytes);
      messagesOut.increment();
      bytesOut.increment(bytes.length);
    } catch (RuntimeException e) {
      defects.report("codec " + wire.name(), e);
      buffer.appendInt(UNWRITABLE); // so that the receiver knows, and a request is answered
    }
  }

  /** Throws nothing, as above: an {@link Unreadable} if it is damaged or of another version. */
  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    int start = position + 4;
    if (length == UNWRITABLE) {
      return new Unreadable("its sender could not write it");
    }
    if (length < 0 || length > SIZE_MAX || length > buffer.length() - start) {
      return new Unreadable("impossible length: " + length);
    }
    messagesIn.increment();
    bytesIn.increment(length);
    try {
      return wire.fromBytes(buffer.getBytes(start, start + length));
    } catch (RuntimeException e) {
      return new Unreadable(e.getMessage());
    }
  }

  @Override
  public Object transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return "outcry." + wire.name();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
