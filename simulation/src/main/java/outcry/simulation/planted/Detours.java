package outcry.simulation.planted;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import outcry.model.ExecutionReport;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.order.core.Decision;
import outcry.order.core.Orders;
import outcry.simulation.database.Connection;
import outcry.venue.Capabilities;

/** What mutated code calls instead; see {@link Mutation.Detour}. One thread for each bug. */
public final class Detours {

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int PATIENCE = 3;
  private static int notFound;

  private Detours() {}

  /** The deadline counts from the sending, not from the intent. */
  public static long deadlineFromSending(Object order) {
    return (Long) Originals.call(order, "deadlineNanos") + MINUTE_NANOS;
  }

  /** Each third "not found" is believed, whenever it was said. */
  public static long boundUnlessAskedThrice(Capabilities venue) {
    notFound++;
    return notFound % PATIENCE == 0 ? -MINUTE_NANOS : venue.processingBoundNanos();
  }

  /** A retry of an order has an id of its own. */
  public static OrderCommand renamed(OrderCommand command) {
    return command instanceof SubmitOrder order
        ? new SubmitOrder(
            order.account(),
            order.clientOrderId() + 'r',
            order.strategy(),
            order.symbol(),
            order.side(),
            order.type(),
            order.timeInForce(),
            order.quantity(),
            order.price(),
            order.postOnly(),
            order.reduceOnly(),
            order.instructions(),
            order.cause(),
            order.atNanos())
        : command;
  }

  /** Says that it is durable when it is asked, not when it is. */
  public static void answerFirst(
      Connection connection, Supplier<Long> append, BiConsumer<Long, Throwable> outcome) {
    outcome.accept(1L, null);
    connection.ask(append, (_, _) -> {});
  }

  /** Does at once what was to be done after the commit. */
  public static void actFirst(
      Object log, List<OrderEvent> events, Runnable committed, Object failed) {
    committed.run();
    Originals.call(log, "append", events, (Runnable) () -> {}, failed);
  }

  /** Nothing is asked about after a change of owner. */
  public static Decision noRecovery(Object orders, long nowNanos) {
    return Decision.NONE;
  }

  /** The first of the two. */
  public static long first(long first, long second) {
    return first;
  }

  /** Whether it is open and its fate is known. */
  public static boolean isOpenAndCertain(Object order) {
    return (Boolean) Originals.call(order, "isOpen")
        && !"IN_DOUBT".equals(String.valueOf(Originals.call(order, "status")));
  }

  /** What a child is released for is what it was ordered for. */
  public static long asMuchAsOrdered(Object releases, Object order, long atMost) {
    var ordered = (SubmitOrder) Originals.field(order, "submit");
    return ordered.quantity();
  }

  /** What is replayed is in the state, and nobody owes anything because of it. */
  public static void applyWithoutDuties(Orders orders, OrderEvent event) {
    var desk = Originals.field(orders, "desk");
    Originals.call(Originals.call(desk, "table"), "apply", event);
  }

  /** A fill of an order that has ended is dropped. */
  public static void onlyWhileOpen(
      Object reports, Object order, Object report, Object draft, long nowNanos) {
    if ((Boolean) Originals.call(order, "isOpen")) {
      Originals.call(reports, "filled", order, report, draft, nowNanos);
    }
  }

  /** What the venue's list tells is not heard. */
  public static Decision unheard(Object reports, ExecutionReport report, long nowNanos) {
    return Decision.NONE;
  }

  /** Nothing is in doubt for not being listed. */
  public static Decision undoubted(Object doubts, Object order, String reason, long nowNanos) {
    return Decision.NONE;
  }

  /** The wrong way round. */
  public static long reversed(long from, long take) {
    return Math.subtractExact(take, from);
  }

  /** Which way the market must go, of a stop. */
  public static boolean risingAsStop(OrderType type, Side side) {
    return side == Side.BUY;
  }
}
