package outcry.order.core.owner;

import outcry.model.OrderCommand;

/** What the owner needs to know of a command before the core sees it. */
final class CommandParts {

  private CommandParts() {}

  /** Empty if it is not about one order. */
  static String clientOrderId(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder c -> c.clientOrderId();
      case OrderCommand.CancelOrder c -> c.clientOrderId();
      case OrderCommand.AmendOrder c -> c.clientOrderId();
      case OrderCommand.SubmitList _, OrderCommand.StartAlgorithm _ -> "";
      case OrderCommand.CancelAlgorithm _ -> "";
      case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ -> "";
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
