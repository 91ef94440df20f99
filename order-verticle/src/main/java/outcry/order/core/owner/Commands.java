package outcry.order.core.owner;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import outcry.journal.JournalException;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.order.core.OrderConfig;
import outcry.order.core.owner.OwnerListener.Phase;

/** Brings a command to the rules: not before the state can tell, nor while there is too much. */
final class Commands {

  private final Owner owner;
  private final OrderConfig config;
  private final OwnerClock clock;
  private final OwnerLog log;
  private final Latches latches;

  Commands(Owner owner, OrderConfig config, OwnerClock clock, OwnerLog log, Latches latches) {
    this.owner = owner;
    this.config = config;
    this.clock = clock;
    this.log = log;
    this.latches = latches;
  }

  void on(OrderCommand command, Consumer<OrderReply> reply) {
    if (owner.phase() == Phase.READING && !CommandParts.addsRisk(command)) {
      owner.later(() -> on(command, reply)); // a cancel or halt waits rather than being refused
      return;
    }
    var unable = unable(command);
    if (unable != null) {
      owner.carrier().reply(reply, unable);
      return;
    }
    recall(command, reply, () -> known(command, reply));
  }

  private void recall(OrderCommand command, Consumer<OrderReply> reply, Runnable then) {
    recall(command, CommandParts.clientOrderIds(command), new LinkedHashSet<>(), reply, then);
  }

  /**
   * One after another: no list makes the journal look up many at once. While one is looked up, one
   * that was in memory may end and be let go: then all are gone through once more.
   *
   * @param unheard the journal has none of these
   */
  private void recall(
      OrderCommand command,
      List<String> ids,
      Set<String> unheard,
      Consumer<OrderReply> reply,
      Runnable then) {
    if (ids.isEmpty()) {
      if (isForgotten(command, unheard)) {
        recall(command, reply, then);
      } else {
        then.run();
      }
      return;
    }
    var id = ids.getFirst();
    owner.recall(
        command.account(),
        id,
        () -> {
          if (owner.orders().mayBeEvicted(command.account(), id)) {
            unheard.add(id);
          }
          recall(command, ids.subList(1, ids.size()), unheard, reply, then);
        },
        failure -> owner.carrier().reply(reply, OwnerLog.notDone(failure)));
  }

  private boolean isForgotten(OrderCommand command, Set<String> unheard) {
    for (var id : CommandParts.clientOrderIds(command)) {
      if (!unheard.contains(id) && owner.orders().mayBeEvicted(command.account(), id)) {
        return true;
      }
    }
    return false;
  }

  private Refused unable(OrderCommand command) {
    boolean addsRisk = CommandParts.addsRisk(command);
    return switch (owner.phase()) {
      case READING -> new Refused(RefusalCode.RECOVERING, "try again");
      case RECOVERING -> addsRisk ? new Refused(RefusalCode.RECOVERING, "try again") : null;
      case STOPPED -> new Refused(RefusalCode.NO_OWNER, owner.stoppedBecause());
      case TRADING -> addsRisk ? unable(command.account()) : null;
    };
  }

  private Refused unable(String account) {
    if (isBehind()) {
      return new Refused(RefusalCode.OVERLOADED, "the journal is behind");
    }
    return owner.reconciliation().isCurrent(account)
        ? null
        : new Refused(
            RefusalCode.RECOVERING,
            account + " is not reconciled with its venue; see: outcry reconcile");
  }

  private boolean isBehind() {
    return log.pending() >= config.appendsMax() || latches.waiting() >= config.appendsMax();
  }

  /** The orders it is about are in memory, if there are any. */
  private void known(OrderCommand command, Consumer<OrderReply> reply) {
    if (isRestrictedElsewhere(command)) { // it may be over by now
      // while the latches are read an order may end and be let go
      latches.refresh(() -> recall(command, reply, () -> decide(command, reply)));
    } else {
      decide(command, reply);
    }
  }

  private boolean isRestrictedElsewhere(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder submit -> owner.orders().isRestrictedElsewhere(submit);
      case OrderCommand.SubmitList list ->
          list.orders().stream().anyMatch(owner.orders()::isRestrictedElsewhere);
      case OrderCommand.CancelOrder _, OrderCommand.AmendOrder _ -> false;
      case OrderCommand.StartAlgorithm _, OrderCommand.CancelAlgorithm _ -> false;
      case OrderCommand.CancelAll _, OrderCommand.SetTradingState _ -> false;
    };
  }

  private void decide(OrderCommand command, Consumer<OrderReply> reply) {
    switch (owner.phase()) {
      case READING, STOPPED -> on(command, reply); // it became so while something was looked up
      case RECOVERING, TRADING ->
          owner
              .carrier()
              .carryOut(
                  owner.orders().decide(command, clock.nowNanos()),
                  reply,
                  refusal -> again(command, reply, refusal));
    }
  }

  private void again(OrderCommand command, Consumer<OrderReply> reply, Throwable refusal) {
    if (refusal instanceof JournalException.Overloaded && CommandParts.addsRisk(command)) {
      owner.carrier().reply(reply, OwnerLog.notDone(refusal));
    } else {
      on(command, reply);
    }
  }
}
