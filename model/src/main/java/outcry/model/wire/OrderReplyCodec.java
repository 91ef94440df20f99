package outcry.model.wire;

import java.util.ArrayList;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;

/** The bytes of {@link OrderReply}. Stateless; any thread. */
public final class OrderReplyCodec implements WireCodec<OrderReply> {

  public static final OrderReplyCodec INSTANCE = new OrderReplyCodec();

  private static final int VERSION = 2;

  private static final int ACKNOWLEDGED = 1;
  private static final int REFUSED = 2;
  private static final int LIST_ACKNOWLEDGED = 3;

  private static final OrderStatus[] STATUSES = OrderStatus.values();
  private static final RefusalCode[] CODES = RefusalCode.values();

  private OrderReplyCodec() {}

  @Override
  public String name() {
    return "order-reply";
  }

  @Override
  public void write(OrderReply message, WireWriter out) {
    writeOne(message, out.putByte(VERSION));
  }

  private static void writeOne(OrderReply message, WireWriter out) {
    switch (message) {
      case Acknowledged(var clientOrderId, var orderId, var status) ->
          out.putByte(ACKNOWLEDGED).putString(clientOrderId).putLong(orderId).putEnum(status);
      case Refused(var code, var detail) -> out.putByte(REFUSED).putEnum(code).putString(detail);
      case ListAcknowledged(var listId, var each) -> {
        out.putByte(LIST_ACKNOWLEDGED).putString(listId).putInt(each.size());
        each.forEach(reply -> writeOne(reply, out));
      }
    }
  }

  @Override
  public OrderReply read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    return type == LIST_ACKNOWLEDGED ? readList(in) : readOne(type, in);
  }

  private ListAcknowledged readList(WireReader in) {
    var listId = in.getString();
    int size = in.getCount(6);
    var each = new ArrayList<OrderReply>(size);
    for (int i = 0; i < size; i++) {
      each.add(readOne(in.getByte(), in));
    }
    return new ListAcknowledged(listId, each);
  }

  private OrderReply readOne(int type, WireReader in) {
    return switch (type) {
      case ACKNOWLEDGED -> new Acknowledged(in.getString(), in.getLong(), in.getEnum(STATUSES));
      case REFUSED -> new Refused(in.getEnum(CODES), in.getString());
      default -> throw WireException.unknownType(name(), type);
    };
  }
}
