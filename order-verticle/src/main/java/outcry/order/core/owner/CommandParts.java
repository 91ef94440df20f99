package outcry.order.core.owner;

import java.util.List;
import outcry.model.OrderCommand;
import outcry.order.core.Orders;

/** What the owner needs to know of a command before the core sees it. */
final class CommandParts {

  private CommandParts() {}

  /** The orders it names, which must be in memory before it is decided on. */
  static List<String> clientOrderIds(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder c -> List.of(c.clientOrderId());
      case OrderCommand.CancelOrder c -> List.of(c.clientOrderId());
      case OrderCommand.AmendOrder c -> List.of(c.clientOrderId());
      case OrderCommand.SubmitList c -> Orders.named(c);
      case OrderCommand.StartAlgorithm _, OrderCommand.CancelAlgorithm _ -> List.of();
      case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ -> List.of();
    };
  }

  /** Whether it is refused first when there is too much to do. */
  static boolean addsRisk(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder _, OrderCommand.AmendOrder _ -> true;
      case OrderCommand.SubmitList _, OrderCommand.StartAlgorithm _ -> true;
      case OrderCommand.CancelAlgorithm _ -> false;
      case OrderCommand.CancelOrder _, OrderCommand.CancelAll _, OrderCommand.SetTradingState _ ->
          false;
    };
  }
}
