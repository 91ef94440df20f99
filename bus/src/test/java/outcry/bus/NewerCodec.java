package outcry.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import outcry.model.wire.WireCodec;

/** Bytes as another version of this program would send them, under the name we know. */
record NewerCodec(WireCodec<?> known) implements MessageCodec<Buffer, Buffer> {

  @Override
  public void encodeToWire(Buffer buffer, Buffer bytes) {
    buffer.appendInt(bytes.length()).appendBuffer(bytes);
  }

  @Override
  public Buffer decodeFromWire(int position, Buffer buffer) {
    throw new AssertionError("it only writes");
  }

  @Override
  public Buffer transform(Buffer bytes) {
    return bytes;
  }

  @Override
  public String name() {
    return "outcry." + known.name();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
