package outcry.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import outcry.model.wire.WireCodec;

/**
 * Identity within the node, since messages are immutable; length and bytes of the wire codec
 * between nodes.
 */
final class BusCodec<T> implements MessageCodec<T, T> {

  private final WireCodec<T> wire;

  BusCodec(WireCodec<T> wire) {
    this.wire = wire;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    byte[] bytes = wire.toBytes(message);
    buffer.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    return wire.fromBytes(buffer.getBytes(position + 4, position + 4 + length));
  }

  @Override
  public T transform(T message) {
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
