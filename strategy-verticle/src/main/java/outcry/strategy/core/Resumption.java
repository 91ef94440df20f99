package outcry.strategy.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;

/**
 * What becomes of the commands a run has left unanswered. What the journal knows has arrived. The
 * rest is sent again under the same ids, which its owner answers once only; but a new order that is
 * too old to be meant any more is refused instead, as its journal does not have it.
 *
 * @param again to be sent, in their order
 * @param tooOld to be refused
 */
public record Resumption(List<OrderCommand> again, List<OrderCommand> tooOld) {

  public static final Resumption NOTHING = new Resumption(List.of(), List.of());

  public Resumption {
    again = List.copyOf(again);
    tooOld = List.copyOf(tooOld);
  }

  /**
   * @param isJournaled whether the journal, read to its end, knows that client order id or
   *     algorithm
   */
  public static Resumption of(
      List<OrderCommand> outbox, Predicate<String> isJournaled, long nowNanos, long withinNanos) {
    var again = new ArrayList<OrderCommand>();
    var tooOld = new ArrayList<OrderCommand>();
    for (var command : outbox) {
      if (!isNew(command)) {
        again.add(command);
      } else if (!ids(command).stream().allMatch(isJournaled)) {
        (nowNanos - command.atNanos() <= withinNanos ? again : tooOld).add(command);
      }
    }
    return new Resumption(again, tooOld);
  }

  /** Whether it asks for orders that were not there before. */
  public static boolean isNew(OrderCommand command) {
    return command instanceof SubmitOrder
        || command instanceof SubmitList
        || command instanceof StartAlgorithm;
  }

  /** Of the orders or the algorithm it asks for. */
  static List<String> ids(OrderCommand command) {
    return switch (command) {
      case SubmitOrder c -> List.of(c.clientOrderId());
      case SubmitList c -> c.orders().stream().map(SubmitOrder::clientOrderId).toList();
      case StartAlgorithm c -> List.of(c.algorithmId());
      case OrderCommand.CancelOrder _, OrderCommand.AmendOrder _ -> List.of();
      case OrderCommand.CancelAlgorithm _, OrderCommand.CancelAll _ -> List.of();
      case OrderCommand.SetTradingState _ -> List.of();
    };
  }
}
