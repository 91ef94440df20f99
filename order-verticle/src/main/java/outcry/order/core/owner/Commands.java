package outcry.order.core.owner;

import java.util.function.Consumer;
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
    owner.recall(
        command.account(),
        CommandParts.clientOrderId(command),
        () -> known(command, reply),
        failure -> owner.carrier().reply(reply, OwnerLog.notDone(failure)));
  }

  private Refused unable(OrderCommand command) {
    boolean addsRisk = CommandParts.addsRisk(command);
    return switch (owner.phase()) {
      case READING -> new Refused(RefusalCode.RECOVERING, "try again");
      case RECOVERING -> addsRisk ? new Refused(RefusalCode.RECOVERING, "try again") : null;
      case STOPPED -> new Refused(RefusalCode.NO_OWNER, owner.stoppedBecause());
      case TRADING ->
          addsRisk && isBehind()
              ? new Refused(RefusalCode.OVERLOADED, "the journal is behind")
              : null;
    };
  }

  private boolean isBehind() {
    return log.pending() >= config.appendsMax() || latches.waiting() >= config.appendsMax();
  }

  /** The order it is about is in memory, if there is one. */
  private void known(OrderCommand command, Consumer<OrderReply> reply) {
    if (command instanceof OrderCommand.SubmitOrder submit
        && owner.orders().isRestrictedElsewhere(submit)) {
      latches.refresh(() -> decideKnown(command, reply)); // it may be over by now
    } else {
      decide(command, reply);
    }
  }

  /** While the latches were read its order may have ended and been let go. */
  private void decideKnown(OrderCommand command, Consumer<OrderReply> reply) {
    owner.recall(
        command.account(),
        CommandParts.clientOrderId(command),
        () -> decide(command, reply),
        failure -> owner.carrier().reply(reply, OwnerLog.notDone(failure)));
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
                  () -> on(command, reply));
    }
  }
}
