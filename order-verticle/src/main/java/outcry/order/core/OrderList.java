package outcry.order.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import outcry.model.Contingency;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AmendRejected;
import outcry.model.OrderEvent.AmendRequested;
import outcry.model.OrderEvent.CancelRejected;
import outcry.model.OrderEvent.CancelRequested;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderAmended;
import outcry.model.Side;
import outcry.order.core.risk.Exposure;

/** Orders that depend on each other: the fold of their events. Decides nothing. */
final class OrderList {

  /** One order of the list, and how its last changes were answered. */
  static final class Member {
    final Order order;

    /** The total that was asked for last, quantity units; 0 if none was. */
    private long amendTotal;

    private boolean amendRefused;
    private long cancelRefusedNanos;

    Member(Order order) {
      this.order = order;
    }

    /** Whether asking for this total again would change nothing. */
    boolean isRefused(long total) {
      return amendRefused || amendTotal == total;
    }

    boolean isAmendRefused() {
      return amendRefused;
    }

    /** When its last cancel was refused; 0 if none was. */
    long cancelRefusedNanos() {
      return cancelRefusedNanos;
    }

    private void apply(OrderEvent event) {
      switch (event) {
        case AmendRequested amend -> amendTotal = amend.quantity();
        case AmendRejected _ -> amendRefused = true;
        case OrderAmended _ -> amendRefused = false;
        case CancelRejected rejected -> cancelRefusedNanos = rejected.atNanos();
        case OrderEvent _ -> {
          // of no consequence to what may be asked next
        }
      }
    }
  }

  /** What its owner keeps in mind about it between two looks. Not journaled. */
  static final class Attention {
    private final Set<String> told = new HashSet<>();

    /** When to look again though nothing has happened. */
    long nextNanos = Duty.NEVER;

    /** When its venue was asked last what became of an order that should be over. */
    long askedNanos;

    /** The orders that had to go first have had their time. */
    boolean patienceOver;

    /** True the first time. */
    boolean isNews(String text) {
      return told.add(text);
    }
  }

  /** Begins what a list decided on itself. */
  static final String CAUSE = "list:";

  /** Names the orders that a list closes with: it ends their client order ids. */
  static final String CLOSE = "-close";

  /** Orders a list may try to close with; each waits twice as long as the one before. */
  static final int CLOSES_MAX = 9;

  final String account;
  final String listId;
  final Contingency contingency;
  final List<String> clientOrderIds;
  private final List<Member> members = new ArrayList<>(3);
  private final List<Order> closes = new ArrayList<>(0);

  /** What its members, of which only one can fill, count as; by side and symbol. */
  private final Map<Exposure, long[]> counted = new LinkedHashMap<>(2);

  /** What its owner keeps in mind about it; not journaled. */
  final Attention attention = new Attention();

  private boolean waived;

  OrderList(ListSubmitted event) {
    account = event.account();
    listId = event.listId();
    contingency = event.contingency();
    clientOrderIds = event.clientOrderIds();
  }

  /** What asked for what the list itself decided on; no algorithm can be called that. */
  String cause() {
    return CAUSE + listId;
  }

  /** The ids a bracket may close with. */
  static List<String> closeIds(String listId) {
    return IntStream.rangeClosed(1, CLOSES_MAX).mapToObj(n -> closeId(listId, n)).toList();
  }

  /**
   * @param attempt from 1
   */
  static String closeId(String listId, int attempt) {
    return listId + CLOSE + (attempt == 1 ? "" : attempt);
  }

  /** Whether a command gives these orders, and depending on each other this way. */
  boolean isOf(SubmitList command) {
    return contingency == command.contingency()
        && clientOrderIds.equals(
            command.orders().stream().map(SubmitOrder::clientOrderId).toList());
  }

  void add(Order order) {
    if (order.submit.instructions().parent().equals(cause())) {
      closes.add(order);
    } else {
      members.add(new Member(order));
    }
  }

  void apply(OrderEvent event, Order order) {
    for (var member : members) {
      if (member.order == order) {
        member.apply(event);
      }
    }
    if (event instanceof CancelRequested cancel
        && contingency == Contingency.BRACKET
        && order == members.get(1).order
        && !cancel.cause().equals(cause())
        && !cancel.cause().equals(Expiries.CAUSE) // time asks nobody whose the position is
        && holding() > 0) {
      waived = true;
    }
  }

  /** In the order of the command. Fewer than it names only while they are being applied. */
  List<Member> members() {
    return members;
  }

  /** Orders it sent to close what nothing covered, or was closed twice; oldest first. */
  List<Order> closes() {
    return closes;
  }

  boolean isComplete() {
    return members.size() == clientOrderIds.size();
  }

  /** Whether somebody canceled the stop of a bracket while it protected something. */
  boolean isWaived() {
    return waived;
  }

  /** The side that leaves what the first order has entered. */
  Side exitSide() {
    return members.getFirst().order.submit.side().opposite();
  }

  /** What its closing orders have filled and what stands, quantity units, signed as its exits. */
  long closed() {
    long closed = 0;
    for (var close : closes) {
      closed += close.netQuantity() * sign(close);
    }
    return closed;
  }

  /** What its open closing orders may still fill, quantity units, signed as its exits. */
  long closing() {
    long closing = 0;
    for (var close : closes) {
      closing += close.worstLeaves() * sign(close);
    }
    return closing;
  }

  private int sign(Order close) {
    return close.submit.side() == exitSide() ? 1 : -1;
  }

  /** What a bracket has entered and not left, quantity units; negative if it left too much. */
  long holding() {
    long holding = members.getFirst().order.netQuantity() - closed();
    for (int i = 1; i < members.size(); i++) {
      holding -= members.get(i).order.netQuantity();
    }
    return holding;
  }

  /** Whether anything may still follow from it by itself. */
  boolean isActive() {
    if (!isComplete()) {
      return true;
    }
    for (var member : members) {
      if (member.order.isOpen()) {
        return true;
      }
    }
    for (var close : closes) {
      if (close.isOpen()) {
        return true;
      }
    }
    return contingency == Contingency.BRACKET && !waived && isClosable(Math.absExact(holding()));
  }

  /** Whether its venue takes an order for so much, and the list may send one more. */
  boolean isClosable(long quantity) {
    var instrument = members.getFirst().order.instrument;
    return instrument != null
        && quantity >= instrument.minQuantity()
        && instrument.isOnLot(quantity)
        && closes.size() < CLOSES_MAX;
  }

  /** Whether only one of its orders can fill in the end, so that they count as the largest one. */
  boolean isExclusive(Order order) {
    return switch (contingency) {
      case OCO, OUO -> true;
      case BRACKET -> !closes.contains(order) && !isFirst(order);
      case NONE, OTO -> false;
    };
  }

  /** Whether the quantity of an order follows from what others have filled. */
  boolean decidesQuantity(Order order) {
    return switch (contingency) {
      case OUO -> true;
      case OTO, BRACKET -> !isFirst(order);
      case NONE, OCO -> false;
    };
  }

  boolean isFirst(Order order) {
    return order.submit.clientOrderId().equals(clientOrderIds.getFirst());
  }

  /** Counts what its exclusive orders may fill at worst, instead of what it counted before. */
  void recount(Function<Order, List<Exposure>> exposuresOf) {
    counted.forEach(
        (exposure, sides) -> {
          exposure.count(Side.BUY, sides[0], 0, -1);
          exposure.count(Side.SELL, sides[1], 0, -1);
          Arrays.fill(sides, 0);
        });
    for (var member : members) {
      var order = member.order;
      long leaves = order.worstLeaves();
      if (leaves > 0 && isExclusive(order)) {
        int side = order.submit.side() == Side.BUY ? 0 : 1;
        for (var exposure : exposuresOf.apply(order)) {
          var sides = counted.computeIfAbsent(exposure, _ -> new long[2]);
          sides[side] = Math.max(sides[side], leaves);
        }
      }
    }
    counted.forEach(
        (exposure, sides) -> {
          exposure.count(Side.BUY, sides[0], 0, 1);
          exposure.count(Side.SELL, sides[1], 0, 1);
        });
  }

  ListSnapshot snapshot() {
    return new ListSnapshot(
        account,
        listId,
        contingency,
        clientOrderIds,
        closes.stream().map(close -> close.submit.clientOrderId()).toList(),
        waived,
        members.stream().map(member -> member.amendTotal).toList(),
        members.stream().map(member -> member.amendRefused).toList(),
        members.stream().map(member -> member.cancelRefusedNanos).toList());
  }
}
