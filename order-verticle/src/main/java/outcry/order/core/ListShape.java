package outcry.order.core;

import java.util.HashSet;
import java.util.List;
import outcry.model.Contingency;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.TimeInForce;
import outcry.order.core.risk.Verdict;

/** Whether a list is one at all, whatever its orders are worth. */
final class ListShape {

  /** So that the orders a bracket closes with have ids of at most 36 characters. */
  static final int BRACKET_ID_MAX = ClientIds.MAX - OrderList.CLOSE.length() - 1;

  private ListShape() {}

  /** Null if it is one; else what is wrong, naming order and field. */
  static Verdict check(SubmitList list) {
    int idMax = list.contingency() == Contingency.BRACKET ? BRACKET_ID_MAX : ClientIds.MAX;
    if (!ClientIds.isOne(list.listId()) || list.listId().length() > idMax) {
      return new Verdict(
          RefusalCode.CLIENT_ID_SYNTAX, "listId must be 1 to " + idMax + " of A-Z a-z 0-9 _ -");
    }
    var verdict = count(list);
    if (verdict == null) {
      verdict = ids(list);
    }
    for (int i = 0; verdict == null && i < list.orders().size(); i++) {
      verdict = member(list, i);
    }
    return verdict;
  }

  private static Verdict count(SubmitList list) {
    int least = list.contingency() == Contingency.NONE ? 1 : 2;
    int most = list.contingency() == Contingency.BRACKET ? 3 : OrderCommand.LIST_MAX;
    int orders = list.orders().size();
    return orders >= least && orders <= most
        ? null
        : shape(
            "orders: "
                + (list.contingency() == Contingency.NONE ? "a batch" : list.contingency())
                + " has "
                + least
                + " to "
                + most
                + " orders, not "
                + orders);
  }

  private static Verdict ids(SubmitList list) {
    var seen = new HashSet<String>();
    for (int i = 0; i < list.orders().size(); i++) {
      var order = list.orders().get(i);
      if (!ClientIds.isOne(order.clientOrderId())) {
        return new Verdict(
            RefusalCode.CLIENT_ID_SYNTAX, field(i, "clientOrderId") + ClientIds.SYNTAX);
      }
      if (!seen.add(order.clientOrderId())) {
        return shape(field(i, "clientOrderId") + "is that of another order of the list");
      }
      if (order.clientOrderId().startsWith(list.listId() + OrderList.CLOSE)) {
        return shape(field(i, "clientOrderId") + "is kept for what closes the list");
      }
      if (!order.account().equals(list.account())) {
        return shape(field(i, "account") + "must be " + list.account());
      }
      if (!order.instructions().parent().isEmpty()) {
        return shape(field(i, "parent") + "only an algorithm says whose child an order is");
      }
    }
    return null;
  }

  private static Verdict member(SubmitList list, int i) {
    var first = list.orders().getFirst();
    var order = list.orders().get(i);
    return switch (list.contingency()) {
      case NONE, OCO -> null;
      case OTO -> i == 0 ? null : sameAs(first, order, i);
      case OUO -> {
        var verdict = sameAs(first, order, i);
        yield verdict == null && order.side() != first.side()
            ? shape(field(i, "side") + "orders that update each other have one side")
            : verdict;
      }
      case BRACKET -> i == 0 ? null : exit(list.orders(), i);
    };
  }

  private static Verdict sameAs(SubmitOrder first, SubmitOrder order, int i) {
    if (!order.symbol().equals(first.symbol())) {
      return shape(field(i, "symbol") + "must be " + first.symbol() + ", as the first order's");
    }
    return order.strategy().equals(first.strategy())
        ? null
        : shape(field(i, "strategy") + "must be " + first.strategy() + ", as the first order's");
  }

  private static Verdict exit(List<SubmitOrder> orders, int i) {
    var entry = orders.getFirst();
    var exit = orders.get(i);
    var verdict = sameAs(entry, exit, i);
    if (verdict != null) {
      return verdict;
    }
    if (exit.side() == entry.side()) {
      return shape(field(i, "side") + "must be " + entry.side().opposite() + " to leave the entry");
    }
    if (exit.quantity() != entry.quantity()) {
      return shape(field(i, "quantity") + "must be the entry's; it then follows what fills");
    }
    return i == 1 ? stop(exit) : target(orders.get(1), exit);
  }

  private static Verdict stop(SubmitOrder stop) {
    return switch (stop.type()) {
      case STOP, STOP_LIMIT, TRAILING_STOP ->
          isForOneMoment(stop.timeInForce())
              ? shape(field(1, "timeInForce") + "a protective stop must last")
              : null;
      case MARKET, LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED ->
          shape(field(1, "type") + "the second order of a bracket is its protective stop");
    };
  }

  private static Verdict target(SubmitOrder stop, SubmitOrder target) {
    return switch (target.type()) {
      case LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED -> {
        if (isForOneMoment(target.timeInForce())) {
          yield shape(field(2, "timeInForce") + "a target must last");
        }
        yield isBeyond(stop, target)
            ? null
            : shape(
                field(2, target.type() == OrderType.LIMIT ? "price" : "triggerPrice")
                    + "the target must be on the other side of the stop");
      }
      case MARKET, STOP, STOP_LIMIT, TRAILING_STOP ->
          shape(field(2, "type") + "the third order of a bracket is its target");
    };
  }

  private static boolean isForOneMoment(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case IOC, FOK, AT_OPEN, AT_CLOSE -> true;
      case GTC, DAY, GTD -> false;
    };
  }

  private static boolean isBeyond(SubmitOrder stop, SubmitOrder target) {
    long stopPrice = stop.instructions().triggerPrice();
    long targetPrice =
        target.type() == OrderType.LIMIT ? target.price() : target.instructions().triggerPrice();
    return stopPrice == 0 // a trailing stop begins at its distance
        || (target.side().sign() < 0 ? targetPrice > stopPrice : targetPrice < stopPrice);
  }

  private static String field(int i, String name) {
    return "orders[" + i + "]." + name + ": ";
  }

  private static Verdict shape(String detail) {
    return new Verdict(RefusalCode.LIST_SHAPE, detail);
  }
}
