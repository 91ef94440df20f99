package outcry.model.wire;

import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;

/** The bytes of {@link OrderReply}. Stateless; any thread. */
public final class OrderReplyCodec implements WireCodec<OrderReply> {

  public static final OrderReplyCodec INSTANCE = new OrderReplyCodec();

  private static final int VERSION = 1;

  private static final int ACKNOWLEDGED = 1;
  private static final int REFUSED = 2;

  private static final OrderStatus[] STATUSES = OrderStatus.values();
  private static final RefusalCode[] CODES = RefusalCode.values();

  private OrderReplyCodec() {}

  @Override
  public String name() {
    return "order-reply";
  }

  @Override
  public void write(OrderReply message, WireWriter out) {
    out.putByte(VERSION);
    switch (message) {
      case Acknowledged(var clientOrderId, var orderId, var status) ->
          out.putByte(ACKNOWLEDGED).putString(clientOrderId).putLong(orderId).putEnum(status);
      case Refused(var code, var detail) -> out.putByte(REFUSED).putEnum(code).putString(detail);
    }
  }

  @Override
  public OrderReply read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    return switch (type) {
      case ACKNOWLEDGED -> new Acknowledged(in.getString(), in.getLong(), in.getEnum(STATUSES));
      case REFUSED -> new Refused(in.getEnum(CODES), in.getString());
      default -> throw WireException.unknownType(name(), type);
    };
  }
}
