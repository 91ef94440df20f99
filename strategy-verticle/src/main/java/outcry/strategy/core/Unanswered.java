package outcry.strategy.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;

/**
 * The commands of a run whose answer is not known, oldest first, and which of them may not be sent
 * yet because they are not saved. Commands are told apart by identity.
 */
public final class Unanswered {

  private final List<OrderCommand> commands = new ArrayList<>();

  private final List<OrderCommand> inDoubt = new ArrayList<>();

  /** Ids of new orders that are not sent yet: what changes them must not overtake them. */
  private final Set<String> unsent = new HashSet<>();

  /**
   * Takes a command.
   *
   * @return true if it may go at once: the cancel of something that was sent long ago, since
   *     canceling twice does no harm and a risk is not kept open for a disk
   */
  public boolean add(OrderCommand command) {
    commands.add(command);
    return switch (command) {
      case SubmitOrder c -> wait(c.clientOrderId());
      case SubmitList c -> {
        c.orders().forEach(order -> unsent.add(order.clientOrderId()));
        yield false;
      }
      case StartAlgorithm c -> wait(c.algorithmId());
      case CancelOrder c -> !unsent.contains(c.clientOrderId());
      case CancelAlgorithm c -> !unsent.contains(c.algorithmId());
      case AmendOrder _, OrderCommand.CancelAll _, OrderCommand.SetTradingState _ -> false;
    };
  }

  private boolean wait(String id) {
    unsent.add(id);
    return false;
  }

  /** It is saved and goes now. */
  public void sent(OrderCommand command) {
    switch (command) {
      case SubmitOrder c -> unsent.remove(c.clientOrderId());
      case SubmitList c -> c.orders().forEach(order -> unsent.remove(order.clientOrderId()));
      case StartAlgorithm c -> unsent.remove(c.algorithmId());
      case CancelOrder _, CancelAlgorithm _, AmendOrder _ -> {}
      case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ -> {}
    }
  }

  /** There is an answer. False if it was not among them. */
  public boolean answered(OrderCommand command) {
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i) == command) {
        commands.remove(i);
        return true;
      }
    }
    return false;
  }

  /** Nobody answered and nobody asks any more: only the journal can tell of a new order. */
  public void givenUp(OrderCommand command) {
    if (Resumption.isNew(command)) {
      inDoubt.add(command);
    } else {
      answered(command);
    }
  }

  /**
   * Forgets those in doubt that the journal knows or that would not be sent again anyway.
   *
   * @param beforeNanos older ones would not
   * @return whether there were any
   */
  public boolean prune(Predicate<String> isJournaled, long beforeNanos) {
    if (inDoubt.isEmpty()) {
      return false;
    }
    var settled =
        inDoubt.stream()
            .filter(
                command ->
                    command.atNanos() < beforeNanos
                        || Resumption.ids(command).stream().allMatch(isJournaled))
            .toList();
    settled.forEach(this::answered);
    inDoubt.removeAll(settled);
    return !settled.isEmpty();
  }

  public List<OrderCommand> all() {
    return List.copyOf(commands);
  }

  public int size() {
    return commands.size();
  }
}
