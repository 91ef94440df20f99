package outcry.order;

import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.TradingScope;

/**
 * Who may do what with an account. The owner of its orders asks, whatever was checked before: a
 * command may come from anywhere on the bus. Any thread.
 */
@FunctionalInterface
public interface Authorisation {

  /** What kind of thing somebody wants to do. */
  enum Act {
    /** Orders, their changes and their end. */
    TRADE,
    /** The kill switch and its release, reconciliation. */
    OPERATE
  }

  /** Whoever reaches the bus may do everything. */
  Authorisation EVERYBODY = (_, _, _) -> true;

  /**
   * @param principal as the asking node says; empty if it does not say
   * @param account empty if it is about more than one
   */
  boolean allows(String principal, Act act, String account);

  /** Whether somebody may give a command. */
  default boolean allows(String principal, OrderCommand command) {
    if (command instanceof SetTradingState state) {
      // told through any account of a partition, unless it is about one
      var account = state.scope() == TradingScope.ACCOUNT ? state.key() : "";
      return allows(principal, Act.OPERATE, account);
    }
    return allows(principal, Act.TRADE, command.account());
  }
}
