package outcry.model.wire;

/**
 * The binary form of one family of messages, between nodes and in the journal. The first byte is
 * the version, the second the type within the family, then the fields in record order.
 *
 * @param <T> the family
 */
public interface WireCodec<T> {

  /** Stable and unique, e.g. {@code order-event}. */
  String name();

  void write(T message, WireWriter out);

  /**
   * @throws WireException if the bytes are not a message of this family and version
   */
  T read(WireReader in);

  default byte[] toBytes(T message) {
    var out = new WireWriter();
    write(message, out);
    return out.toBytes();
  }

  /**
   * @throws WireException as {@link #read}, and if bytes are left over
   */
  default T fromBytes(byte[] bytes) {
    var in = new WireReader(bytes);
    var message = read(in);
    in.requireEnd();
    return message;
  }
}
